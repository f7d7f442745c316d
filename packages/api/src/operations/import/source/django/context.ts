import type { Database, SourceDatabase } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import type { PracticeZone } from "../../../../kernel/field/day.ts";
import type { DoctorId, PatientId, PracticeId } from "../../../../kernel/field/ids.ts";
import type { EntryOf } from "../../command/audited-command.ts";
import { externalIds } from "../../pipeline/staging.ts";
import type { Throttle } from "../../pipeline/throttle.ts";
import type { ImportBatches, Owner } from "./batches.ts";
import type { FoundTables } from "./find-tables.ts";
import type { DjangoReport } from "./report.ts";
import { type Cells, type FieldProblem, isSourceId, type Parsed } from "./rows.ts";

/** What all steps of one import share. */
export type DjangoContext = {
  source: SourceDatabase;
  db: Database;
  tables: FoundTables;
  /** The schema of the tables. */
  schemaName: string;
  /** Such as `django:000`. */
  system: string;
  report: DjangoReport;
  batches: ImportBatches;
  throttle: Throttle;
  /** Builds an audit entry of the command in a practice. */
  entryIn: (practiceId: PracticeId) => EntryOf;
  /** The users that are or were imported, by id. */
  owners: Map<string, Owner>;
  /** The account that gets the records of nobody. Null: they are refused. */
  fallback: Owner | null;
};

type Owned = { cells: Cells; field: string };

/** The account whose practice gets a record: the one of the user who created it, or else the operator's choice. */
export function ownerOf({ owners, fallback }: DjangoContext, { cells, field }: Owned): Owner | FieldProblem {
  const user = cells[field];
  const owner = (user ? owners.get(user) : undefined) ?? fallback;
  if (owner) return owner;
  const message = user
    ? "The user was not imported. Say with --account whose practice gets the record"
    : "Nobody created it. Say with --account whose practice gets it";
  return { field, message };
}

const isProblem = (found: Owner | FieldProblem): found is FieldProblem => "message" in found;

/** Groups what belongs to the same practice. */
export function byPractice<Item extends { owner: Owner }>(items: readonly Item[]): [Owner, Item[]][] {
  const groups = new Map<string, [Owner, Item[]]>();
  for (const item of items) {
    const group = groups.get(item.owner.practiceId);
    if (group) group[1].push(item);
    else groups.set(item.owner.practiceId, [item.owner, [item]]);
  }
  return [...groups.values()];
}

export type Valid<Input> = { id: string; owner: Owner; input: Input };

type Read<Input> = {
  kind: "patient" | "doctor";
  parse: (cells: Cells, timeZone: PracticeZone) => Parsed<Input>;
  ownerOf: (cells: Cells) => Owner | FieldProblem;
};

/** The valid rows, each with the account whose practice gets its record. Refuses the others. */
export const validRows = <Input>(
  { report }: DjangoContext,
  rows: readonly Cells[],
  { kind, parse, ownerOf }: Read<Input>,
): Valid<Input>[] =>
  rows.flatMap((cells) => {
    const id = cells.id ?? "";
    const owner = ownerOf(cells);
    const parsed = parse(cells, isProblem(owner) ? null : owner.timeZone);
    const problems = [
      ...(isSourceId(id) ? [] : [{ field: "id", message: "Not valid" }]),
      ...(isProblem(owner) ? [owner] : []),
      ...("problems" in parsed ? parsed.problems : []),
    ];
    if ("value" in parsed && !isProblem(owner) && problems.length === 0)
      return [{ id, owner, input: parsed.value }];
    report.refuse(kind, id, problems);
    return [];
  });

type Where = Pick<DjangoContext, "db" | "system">;

const wanted = sql`wanted.value`;

/** The patients of a practice by their ids in the source. */
export function patientsOf(
  where: Where,
  importer: Owner,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PatientId>> {
  const systems = { patient: where.system, doctor: where.system };
  return knownIds(where, externalIds({ importer, systems }).patient(wanted), ids);
}

/** The doctors by their ids in the source. */
export const doctorsOf = (where: Where, ids: readonly string[]): Promise<ReadonlyMap<string, DoctorId>> =>
  knownIds(
    where,
    sql`(select doctor_id from doctor_external_id where system = ${where.system} and value = ${wanted} limit 1)`,
    ids,
  );

/** A look-up for each id, whatever the planner knows of the tables. */
async function knownIds<Id>({ db }: Where, idOf: SQL, ids: readonly string[]): Promise<Map<string, Id>> {
  const found = await db.execute<{ value: string; id: Id | null }>(sql`
    select wanted.value, ${idOf} as id from unnest(${sql.param([...new Set(ids)])}::text[]) as wanted (value)`);
  return new Map(found.flatMap(({ value, id }) => (id === null ? [] : [[value, id]])));
}
