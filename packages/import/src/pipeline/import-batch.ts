import { type AuditEntry, idleBasis } from "@caretype/core/kernel/audit-log/entry";
import { appendEntries } from "@caretype/core/kernel/audit-log/queries";
import type { ImportId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { logOneEvent } from "@caretype/core/mechanisms/change-log/one-event";
import { type Database, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { RecordCounts } from "../schema.ts";
import type { Tally } from "./inserts.ts";
import type { Importing } from "./staging.ts";
import type { Throttle } from "./throttle.ts";

const { importBatch } = schema;

type Made = Record<"patients" | "doctors" | "assignments" | "appointments", Tally> & {
  clinicalRecords: readonly (Tally & Pick<RecordCounts[number], "kind">)[];
};

/** Builds an audit entry of an import. All entries of a run share a request id. */
export type EntryOf = (ids: Iterable<string>) => AuditEntry;

type BatchSource = { source: string; files: readonly string[]; rowsSkipped: number };

/** The number of ids recorded or read at once. */
const recordedAtOnce = 1_000;

/** Records what the import created, for an undo. Resolves to the batch id. */
export async function insertBatch(
  db: Database,
  { importer: { practiceId, accountId }, throttle, source, files, rowsSkipped }: Importing & BatchSource,
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
  await logOneEvent(db, practiceId, {
    recordType: "import",
    action: "completed",
    recordId: id,
    count: all,
  });
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

/** The most ids in one audit entry, because long lists are slow to search. */
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
