import { appendEntries } from "@caretype/core/kernel/audit-log/queries";
import type {
  AssignmentId,
  DoctorId,
  ImportId,
  PatientId,
  PracticeId,
} from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { minId } from "@caretype/core/kernel/field/paging";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import type { Database, SourceDatabase } from "@caretype/db";
import { importBatch, importRecord } from "@caretype/db/schema";
import type { EntryOf } from "@caretype/import/pipeline/import-batch";
import type { Throttle } from "@caretype/import/pipeline/throttle";
import { and, eq, sql } from "drizzle-orm";
import { type DjangoKind, djangoKinds } from "./dialects.ts";
import { type FoundTables, rowsOf } from "./find-tables.ts";
import { type Cells, type FieldProblem, isSourceId, type Parsed } from "./rows.ts";

/** Counts of a table's rows by outcome. `rows` is the sum of the others. */
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
const maxIdLength = 40;
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
  /** Users who need to reset their password, with the reason. */
  readonly withoutPassword: { id: string; reason: string }[] = [];
  /** Users who sign in with another username, or their email address. */
  readonly renamed: { id: string; username: string }[] = [];
  /** Former administrators. An import grants no such rights. */
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
      this.problems.push({ table, id: (id ?? "").slice(0, maxIdLength), column, message });
    }
  }

  get refused(): number {
    return this.#sum("refused");
  }

  /** Matching a user or a doctor to an existing one is a change, too. A mapping only repeats another one. */
  get isUnchanged(): boolean {
    return this.#sum("imported") + this.tallies.user.joined + this.tallies.doctor.joined === 0;
  }

  #sum(what: keyof DjangoTally): number {
    return djangoKinds.reduce((sum, kind) => sum + this.tallies[kind][what], 0);
  }
}

/** An account, and the practice that gets a user's records. */
export type Owner = Author;

const batchColumns = { patient: "patients", doctor: "doctors", assignment: "assignments" } as const;
type RecordType = keyof typeof batchColumns;
type Batch = { id: ImportId; counts: Record<(typeof batchColumns)[RecordType], number> };

type Batching = {
  db: Database;
  entryIn: (practiceId: PracticeId) => EntryOf;
  /** The tables' names, for the list of imports. */
  files: readonly string[];
};

export type Made = { owner: Owner; id: PatientId | DoctorId | AssignmentId };

/** One import for each practice that gets records. Its owner sees it in the list, and can undo it. */
export class ImportBatches {
  readonly #batching: Batching;
  readonly #batches = new Map<PracticeId, Batch>();

  constructor(batching: Batching) {
    this.#batching = batching;
  }

  /** Notes created records, for an undo and in the audit. */
  async add(recordType: RecordType, created: readonly Made[]): Promise<void> {
    const { db, entryIn } = this.#batching;
    for (const [practiceId, own] of Map.groupBy(created, ({ owner }) => owner.practiceId)) {
      const batch = this.#batches.get(practiceId) ?? (await this.#begin(own));
      batch.counts[batchColumns[recordType]] += own.length;
      const rows = own.map(({ id }) => ({ practiceId, importId: batch.id, recordId: id, recordType }));
      await db.insert(importRecord).values(rows);
      await appendEntries(db, [entryIn(practiceId)(own.map(({ id }) => id))]);
    }
  }

  async #begin([first]: readonly Made[]): Promise<Batch> {
    if (!first) throw new TypeError("there are no records");
    const { practiceId, accountId: importedBy } = first.owner;
    const { db, files } = this.#batching;
    const batch = { id: newId<ImportId>(), counts: { patients: 0, doctors: 0, assignments: 0 } };
    const of = { practiceId, id: batch.id, source: "django", files: [...files], importedBy };
    await db.insert(importBatch).values({ ...of, ...batch.counts });
    this.#batches.set(practiceId, batch);
    return batch;
  }

  /** Writes the final counts. */
  async end(): Promise<void> {
    for (const [practiceId, { id, counts }] of this.#batches)
      await this.#batching.db
        .update(importBatch)
        .set(counts)
        .where(and(eq(importBatch.practiceId, practiceId), eq(importBatch.id, id)));
  }
}

/** The state that all steps of an import share. */
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
  /** The imported users by id, including earlier imports. */
  owners: Map<string, Owner>;
  /** The account that gets records without an owner. Null: they are refused. */
  fallback: Owner | null;
};

/** The account whose practice gets a record: its creator's, or the operator's choice. */
export function ownerOf({ owners, fallback }: DjangoContext, { createdBy }: Cells): Owner | FieldProblem {
  const owner = (createdBy ? owners.get(createdBy) : undefined) ?? fallback;
  if (owner) return owner;
  const message = createdBy
    ? "The user was not imported. Say with --account whose practice gets the record"
    : "It has no owner. Name the account that gets it with --account";
  return { field: "createdBy", message };
}

export const isProblem = (found: Owner | FieldProblem): found is FieldProblem => "message" in found;

export type Valid<Row> = { id: string; owner: Owner; row: Row };

type People<Row> = {
  kind: "patient" | "doctor";
  order: readonly string[];
  parse: (author: Author, cells: Cells) => Parsed<Row>;
  ownerOf: (context: DjangoContext, cells: Cells) => Owner | FieldProblem;
  /** Creates the missing ones. */
  insert: (context: DjangoContext, fresh: readonly Valid<Row>[]) => Promise<void>;
};

/** Reads the people of a table, and creates missing ones. Refuses rows with problems. */
export async function importPeople<Row>(context: DjangoContext, people: People<Row>): Promise<void> {
  const { source, tables, report, throttle } = context;
  const { kind, order, insert } = people;
  for await (const rows of source.stream(rowsOf(context, tables[kind], order))) {
    const valid = rows.flatMap((cells) => validRow(context, people, cells) ?? []);
    const there = await knownIds(context, kind, valid);
    const fresh = valid.filter(({ id }) => !there.has(id));
    report.count(kind, "present", valid.length - fresh.length);
    if (fresh.length > 0) await insert(context, fresh);
    await throttle.pause();
  }
}

/** The author of rows without an owner, which are refused. */
const nobody: Author = { accountId: minId, practiceId: minId, timeZone: null };

/** Returns a row with the account whose practice gets its record. Undefined if the row is refused. */
function validRow<Row>(
  context: DjangoContext,
  { kind, parse, ownerOf }: People<Row>,
  cells: Cells,
): Valid<Row> | undefined {
  const id = cells.id ?? "";
  const owner = ownerOf(context, cells);
  const parsed = parse(isProblem(owner) ? nobody : owner, cells);
  const problems = [
    ...(isSourceId(id) ? [] : [{ field: "id", message: "Not valid" }]),
    ...(isProblem(owner) ? [owner] : []),
    ...("problems" in parsed ? parsed.problems : []),
  ];
  if ("value" in parsed && !isProblem(owner) && problems.length === 0)
    return { id, owner, row: parsed.value };
  context.report.refuse(kind, id, problems);
  return undefined;
}

type Wanted = { id: string; owner: Owner };

/** Returns people by their ids in the source. Patients are those of a practice. */
export async function knownIds<Id extends PatientId | DoctorId>(
  { db, system }: Pick<DjangoContext, "db" | "system">,
  kind: "patient" | "doctor",
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<string, Id>> {
  const found = new Map<string, Id>();
  // One practice at a time, which Citus finds on its node.
  for (const [practiceId, own] of Map.groupBy(wanted, ({ owner }) => owner.practiceId)) {
    const isOwn = kind === "patient" ? sql`practice_id = ${practiceId}::uuid and` : sql``;
    const rows = await db.execute<{ value: string; id: Id }>(sql`
      select value, ${sql.identifier(`${kind}_id`)} as id from ${sql.identifier(`${kind}_external_id`)}
      where ${isOwn} system = ${system} and value = any(${sql.param(own.map(({ id }) => id))}::text[])`);
    for (const { value, id } of rows) found.set(value, id);
  }
  return found;
}
