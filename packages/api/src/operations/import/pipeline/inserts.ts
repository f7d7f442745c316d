import { advisoryLocks, type Database, schema } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import { idleBasis } from "../../../kernel/audit-log/entry.ts";
import { appendEntries } from "../../../kernel/audit-log/queries.ts";
import type { ImportId } from "../../../kernel/field/ids.ts";
import { newId } from "../../../kernel/field/new-id.ts";
import type { EntryOf } from "../command/audited-command.ts";
import type { ProgressCounter } from "./progress-counter.ts";
import {
  externalIds,
  type ImportedKind,
  isWithin,
  type Slice,
  type StagedKind,
  type StagedRecord,
  slicesOf,
  stagings,
  type Target,
} from "./staging.ts";
import type { Throttle } from "./throttle.ts";

const { importBatch } = schema;

type RecordType = (typeof schema.importRecord.$inferInsert)["recordType"];

export async function tryImportLock(db: Database): Promise<boolean> {
  const [row] = await db.execute<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(${advisoryLocks.importing}::bigint) as locked`,
  );
  return row?.locked === true;
}

/** Polls for the lock. `pause` rejects to abort. */
export async function pollForImportLock(db: Database, pause: () => Promise<void>) {
  while (!(await tryImportLock(db))) await pause();
}

/**
 * Serializes imports and undos until they end, so that two imports of the same doctors create them once.
 * Calls `onWaiting` if another one has to end before.
 */
export async function waitForImportLock(db: Database, onWaiting?: () => void) {
  if (await tryImportLock(db)) return;
  onWaiting?.();
  await db.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.importing}::bigint)`);
}

export type Tally = { imported: number; present: number };

export type Sliced = Target & { throttle: Throttle; progress: ProgressCounter };
type Counts = { imported: number; staged: number };

/**
 * Blocks vacuum until the transaction ends. Vacuum ignores uncommitted rows and would report the tables as
 * empty.
 * The planner would then read the whole practice for each foreign key. Readers and writers are not blocked.
 */
export async function blockVacuum(db: Database) {
  await db.execute(sql`
    lock table patient, doctor, patient_external_id, doctor_external_id in share update exclusive mode`);
}

/** After these numbers of new rows, the planner's row counts are raised if they are lower. */
const statisticsThresholds: readonly number[] = [100, 2_000, 20_000];

/** Call it after each write. `before` and `after`: how many rows were written so far. */
export async function raiseStatistics(
  db: Database,
  { before, after }: { before: number; after: number },
): Promise<void> {
  if (!statisticsThresholds.some((rows) => before < rows && rows <= after)) return;
  await db.execute(sql`select note_import_statistics(${after}::bigint)`);
}

/** The rows written by one statement, which takes a few milliseconds. */
const writtenAtOnce = 100;

export async function insertInSlices(
  db: Database,
  { from, throttle, progress }: Pick<Sliced, "throttle" | "progress"> & { from: StagedKind },
  insert: (slice: Slice) => SQL,
): Promise<Tally> {
  const tally = { imported: 0, present: 0 };
  for await (const slice of slicesOf(db, from, writtenAtOnce)) {
    const [counts] = await db.execute<Counts>(insert(slice));
    const imported = Number(counts?.imported ?? 0);
    tally.imported += imported;
    tally.present += Number(counts?.staged ?? 0) - imported;
    progress.add(Number(counts?.staged ?? 0));
    await raiseStatistics(db, { before: tally.imported - imported, after: tally.imported });
    await throttle.pause();
  }
  return tally;
}

/** Records the rows of `made`, for the audit and for an undo. */
export const recordCreated = (type: RecordType) =>
  sql`saved as (insert into import_made (id, record_type) select id, ${type} from made)`;

export const counting = sql`
  select (select count(*) from slice) as staged, (select count(*) from made) as imported`;

/** The rows of a slice, and those that are not in the database yet. */
const newRowsIn = (slice: Slice, record: StagedRecord, target: Target) => sql`
  slice as materialized (select * from ${stagings[record].from} as staged where ${isWithin(slice)}),
  new_rows as materialized (
    select * from slice where ${externalIds(target)[record](sql`slice.value`)} is null order by line
  )`;

export function insertPatients(db: Database, sliced: Sliced): Promise<Tally> {
  const { practiceId, accountId } = sliced.importer;
  return insertInSlices(
    db,
    { from: "patient", ...sliced },
    (slice) => sql`
    with ${newRowsIn(slice, "patient", sliced)},
    made as (
      insert into patient (practice_id, created_by, ${stagings.patient.names})
      select ${practiceId}::uuid, ${accountId}::uuid, ${stagings.patient.names} from new_rows
      returning id
    ),
    known as (
      insert into patient_external_id (practice_id, system, value, patient_id)
      select ${practiceId}::uuid, ${sliced.systems.patient}, value, id from new_rows where value is not null
    ),
    ${recordCreated("patient")} ${counting}`,
  );
}

export function insertDoctors(db: Database, sliced: Sliced): Promise<Tally> {
  return insertInSlices(
    db,
    { from: "doctor", ...sliced },
    (slice) => sql`
    with ${newRowsIn(slice, "doctor", sliced)},
    made as (
      insert into doctor (created_by, ${stagings.doctor.names})
      select ${sliced.importer.accountId}::uuid, ${stagings.doctor.names} from new_rows
      returning id
    ),
    known as (
      insert into doctor_external_id (system, value, doctor_id) select ${sliced.systems.doctor}, value, id from new_rows where value is not null
    ),
    ${recordCreated("doctor")} ${counting}`,
  );
}

/**
 * Inserts one assignment per pair, with the reason of its latest encounter. The later of simultaneous rows wins.
 */
export function insertAssignments(db: Database, sliced: Sliced): Promise<Tally> {
  const known = externalIds(sliced);
  const { importer } = sliced;
  return insertInSlices(
    db,
    { from: "pair", ...sliced },
    (slice) => sql`
    with slice as materialized (
      select * from import_pair as staged
      where ${isWithin(slice)} and (
        select true from import_pair as later
        where later.patient = staged.patient and later.provider = staged.provider
          and (later.started_at, later.line) > (staged.started_at, staged.line)
        limit 1
      ) is null
    ),
    made as (
      insert into assignment (practice_id, assigned_by, patient_id, doctor_id, ${stagings.pair.names})
      select ${importer.practiceId}::uuid, ${importer.accountId}::uuid, ${known.patient(sql`slice.patient`)},
        ${known.doctor(sql`slice.provider`)}, ${stagings.pair.names}
      from slice order by id
      on conflict (practice_id, patient_id, doctor_id) do nothing
      returning id
    ),
    ${recordCreated("assignment")} ${counting}`,
  );
}

type Made = Record<"patients" | "doctors" | "assignments" | "appointments", Tally> & {
  clinicalRecords: readonly (Tally & { kind: ImportedKind })[];
};

type BatchSource = { source: string; files: readonly string[]; rowsSkipped: number };

/** The number of ids recorded, or read, at once. */
const recordedAtOnce = 1_000;

/** Records what the import created, for an undo. Resolves to the batch id. */
export async function insertBatch(
  db: Database,
  { importer: { practiceId, accountId }, throttle, source, files, rowsSkipped }: Sliced & BatchSource,
  { patients, doctors, assignments, appointments, clinicalRecords }: Made,
): Promise<ImportId> {
  const id = newId<ImportId>();
  const counts = {
    patients: patients.imported,
    doctors: doctors.imported,
    assignments: assignments.imported,
    appointments: appointments.imported,
  };
  const records = clinicalRecords
    .filter(({ imported }) => imported > 0)
    .map(({ kind, imported }) => ({ kind, count: imported }));
  const from = { source, files: [...files], rowsSkipped };
  await db
    .insert(importBatch)
    .values({ practiceId, id, ...from, importedBy: accountId, ...counts, clinicalRecords: records });
  const clinical = records.reduce((sum, { count }) => sum + count, 0);
  const all = counts.patients + counts.doctors + counts.assignments + counts.appointments + clinical;
  for (let last = 0; last < all; last += recordedAtOnce) {
    await db.execute(sql`
      insert into import_record (practice_id, import_id, record_id, record_type)
      select ${practiceId}::uuid, ${id}::uuid, id, record_type from import_made
      where number > ${last} and number <= ${last + recordedAtOnce} order by id
    `);
    await throttle.pause();
  }
  return id;
}

/**
 * Yields the ids of all records that this import created, and of those it added to, `most` at a time.
 */
async function* concernedIds(db: Database, most: number): AsyncGenerator<string[]> {
  for (const table of [sql`import_made`, sql`import_seen`]) {
    for (let last = 0; ; last += most) {
      const rows = await db.execute<{ id: string }>(
        sql`select id from ${table} where number > ${last} and number <= ${last + most} order by number`,
      );
      if (rows.length === 0) break;
      yield rows.map(({ id }) => id);
    }
  }
}

/** The most ids in one audit entry: long lists are slow to search. */
export const maxSubjects = 1_000;

/**
 * Writes audit entries that name every created record, and patients with new appointments, in the import's
 * transaction. Writes at least one entry.
 */
export async function auditImport(db: Database, entryOf: EntryOf, throttle: Throttle): Promise<void> {
  let isWritten = false;
  for await (const ids of concernedIds(db, maxSubjects)) {
    await appendEntries(db, [entryOf(ids)]);
    isWritten = true;
    await throttle.pause();
  }
  if (isWritten) return;
  const entry = entryOf([]);
  await appendEntries(db, [{ ...entry, basis: idleBasis(entry.basis ?? "", "unchanged") }]);
}
