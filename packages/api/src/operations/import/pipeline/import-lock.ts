import { advisoryLocks, type Database } from "@caretype/db";
import { sql } from "drizzle-orm";

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

/**
 * Blocks vacuum until the transaction ends. Vacuum ignores uncommitted rows and would report the tables as
 * empty.
 * The planner would then read the whole practice for each foreign key. Readers and writers are not blocked.
 */
export async function blockVacuum(db: Database) {
  await db.execute(sql`
    lock table patient, doctor, patient_external_id, doctor_external_id in share update exclusive mode`);
}
