import { sealEntries } from "@caretype/core/people/audit/seal/seal-entries";
import { type Database, type DatabaseHandle, openDatabase, serverRole } from "@caretype/db";
import { createTestDatabase, type TestDatabase } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { onTestFinished } from "vitest";

/** Creates a database for one test, with a connection of its owner, to tamper with it, and one of the server. */
export async function useAuditDatabase(create: () => Promise<TestDatabase> = createTestDatabase) {
  const { url, drop } = await create();
  const owner = openDatabase({ url });
  const served = openDatabase({ url, role: serverRole });
  onTestFinished(async () => {
    await Promise.all([owner.close(), served.close()]);
    await drop();
  });
  return { url, owner, served };
}

/** Writes `count` entries of all kinds, one second apart. */
export async function writeEntries(
  db: Database,
  count: number,
  from = "2020-03-01 09:00:00Z",
): Promise<void> {
  await db.execute(sql`
    insert into audit_entry (practice_id, at, id, account_id, session_id, action, outcome, basis, subject_ids, address, request_id, client_request_id)
    select uuidv7(), ${from}::timestamptz + number * interval '1 second' + interval '123456 microseconds', uuidv7(),
      case when number % 3 > 0 then uuidv7() end, case when number % 3 > 1 then uuidv7() end,
      'patient.byId', case when number % 5 = 0 then 'PATIENT_NOT_FOUND' else 'ok' end,
      case when number % 3 > 0 then 'clinician, "über" patient:read' end,
      case number % 4 when 0 then null when 1 then '{}' when 2 then array[uuidv7()] else array[uuidv7(), uuidv7()] end,
      case when number % 2 = 0 then '127.0.0.1' end, case when number % 7 > 0 then '' || number end,
      case when number % 3 = 0 then 'trace-' || number % 9 end
    from generate_series(0, ${count - 1}::int) as number`);
}

/** Drops the triggers that block changes, which only the owner can do. */
export async function liftGuards(db: Database): Promise<void> {
  await db.execute(sql`drop trigger audit_entry_append_only on audit_entry`);
  await db.execute(sql`drop trigger audit_seal_append_only on audit_seal`);
}

/** Seals all entries, ten at a time. Resolves to the outcome and the heads. */
export async function sealAll(database: DatabaseHandle, maxEntries = 10) {
  const heads: Parameters<Parameters<typeof sealEntries>[1]["onSealed"]>[0][] = [];
  const outcome = await sealEntries(database, { onSealed: (head) => heads.push(head), maxEntries });
  return { outcome, heads };
}
