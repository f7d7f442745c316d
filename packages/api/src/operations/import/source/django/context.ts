import { type Database, type SourceDatabase, schema } from "@caretype/db";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { appendEntries } from "../../../../kernel/audit-log/queries.ts";
import type { PracticeZone } from "../../../../kernel/field/day.ts";
import type {
  AssignmentId,
  DoctorId,
  ImportId,
  PatientId,
  PracticeId,
} from "../../../../kernel/field/ids.ts";
import { newId } from "../../../../kernel/field/new-id.ts";
import type { Author } from "../../../../kernel/procedure/scope.ts";
import type { EntryOf } from "../../command/audited-command.ts";
import { externalIds } from "../../pipeline/staging.ts";
import type { Throttle } from "../../pipeline/throttle.ts";
import { type DjangoKind, djangoKinds } from "./dialects.ts";
import type { FoundTables } from "./find-tables.ts";
import { type Cells, type FieldProblem, isSourceId, type Parsed } from "./rows.ts";

/** How many rows a table has, and what became of them. `rows` is the sum of the others. */
type DjangoTally = {
  rows: number;
  imported: number;
  present: number;
  joined: number;
  refused: number;
};

/** Never quotes names, addresses or other free text. */
type DjangoProblem = { table: string; id: string; column: string; message: string };

const listed = 100;
const longestId = 40;
const noTally = (): DjangoTally => ({ rows: 0, imported: 0, present: 0, joined: 0, refused: 0 });

/** Counts all rows, and keeps the first problems. */
export class DjangoReport {
  readonly tallies: Readonly<Record<DjangoKind, DjangoTally>> = {
    user: noTally(),
    patient: noTally(),
    doctor: noTally(),
    mapping: noTally(),
  };
  readonly problems: DjangoProblem[] = [];
  /** Users who cannot sign in until they reset their password, with the reason. */
  readonly withoutPassword: { id: string; reason: string }[] = [];
  /** Users who sign in with another username, or their email address. */
  readonly renamed: { id: string; username: string }[] = [];
  /** Users who were administrators. Nobody becomes one by an import. */
  readonly formerStaff: string[] = [];
  readonly tables: FoundTables;

  constructor(tables: FoundTables) {
    this.tables = tables;
  }

  count(kind: DjangoKind, what: Exclude<keyof DjangoTally, "rows">, rows = 1): void {
    this.tallies[kind].rows += rows;
    this.tallies[kind][what] += rows;
  }

  /** Counts a row with problems, which is left out. */
  refuse(kind: DjangoKind, id: string | null | undefined, found: readonly FieldProblem[]): void {
    this.count(kind, "refused");
    const { table, columns } = this.tables[kind];
    const byField: Readonly<Record<string, string | undefined>> = columns;
    for (const { field, message } of found) {
      if (this.problems.length >= listed) return;
      const column = byField[field] ?? byField.name ?? byField.firstName ?? field;
      this.problems.push({ table, id: (id ?? "").slice(0, longestId), column, message });
    }
  }

  get refused(): number {
    return this.#sum("refused");
  }

  /** Joining a user or a doctor to one that exists is a change, too. A mapping only repeats another one. */
  get isUnchanged(): boolean {
    return this.#sum("imported") + this.tallies.user.joined + this.tallies.doctor.joined === 0;
  }

  #sum(what: keyof DjangoTally): number {
    return djangoKinds.reduce((sum, kind) => sum + this.tallies[kind][what], 0);
  }
}

/** An account, and the practice that gets the records of a user. */
export type Owner = Author;

const { importBatch, importRecord } = schema;

type Counts = { patient: number; doctor: number; assignment: number };
type Batch = { id: ImportId; counts: Counts };

type Batching = {
  db: Database;
  entryIn: (practiceId: PracticeId) => EntryOf;
  /** The names of the tables, for the list of imports. */
  files: readonly string[];
};

/** One import for each practice that gets records, so that its owner sees it in the list, and can undo it. */
export class ImportBatches {
  readonly #batching: Batching;
  readonly #batches = new Map<PracticeId, Batch>();

  constructor(batching: Batching) {
    this.#batching = batching;
  }

  /** Notes created records of a practice, for an undo and in the audit. */
  async add(
    owner: Owner,
    recordType: keyof Counts,
    ids: readonly (PatientId | DoctorId | AssignmentId)[],
  ): Promise<void> {
    if (ids.length === 0) return;
    const { db, entryIn } = this.#batching;
    const { practiceId } = owner;
    const batch = this.#batches.get(practiceId) ?? (await this.#begin(owner));
    batch.counts[recordType] += ids.length;
    const rows = ids.map((recordId) => ({ practiceId, importId: batch.id, recordId, recordType }));
    await db.insert(importRecord).values(rows);
    await appendEntries(db, [entryIn(practiceId)(ids)]);
  }

  async #begin({ practiceId, accountId: importedBy }: Owner): Promise<Batch> {
    const { db, files } = this.#batching;
    const id = newId<ImportId>();
    const none = { patients: 0, doctors: 0, assignments: 0 };
    await db
      .insert(importBatch)
      .values({ practiceId, id, source: "django", files: [...files], importedBy, ...none });
    const batch = { id, counts: { patient: 0, doctor: 0, assignment: 0 } };
    this.#batches.set(practiceId, batch);
    return batch;
  }

  /** Writes the final counts. */
  async end(): Promise<void> {
    for (const [practiceId, { id, counts }] of this.#batches)
      await this.#batching.db
        .update(importBatch)
        .set({ patients: counts.patient, doctors: counts.doctor, assignments: counts.assignment })
        .where(and(eq(importBatch.practiceId, practiceId), eq(importBatch.id, id)));
  }
}

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
