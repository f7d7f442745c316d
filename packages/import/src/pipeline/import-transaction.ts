import { setTimeout as pause } from "node:timers/promises";
import type { PracticeId } from "@caretype/core/kernel/field/ids";
import { advisoryLocks, type BulkDatabase, type Database, type DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";

class RolledBack extends Error {}

type Outcome<Result> = { result: Result; isKept: boolean };

/** Runs a transaction, and rolls it back unless its outcome is kept: a dry run is not. */
export async function keepOrRollBack<Result>(
  database: Pick<DatabaseHandle, "bulkTransaction">,
  run: (transaction: BulkDatabase) => Promise<Outcome<Result>>,
  practiceId?: PracticeId,
): Promise<Outcome<Result>> {
  let outcome: Outcome<Result> | undefined;
  try {
    return await database.bulkTransaction(async (transaction) => {
      outcome = await run(transaction);
      if (!outcome.isKept) throw new RolledBack("the outcome is not kept");
      return outcome;
    }, practiceId);
  } catch (error) {
    if (error instanceof RolledBack && outcome) return outcome;
    throw error;
  }
}

export async function tryImportLock(db: Database): Promise<boolean> {
  const [row] = await db.execute<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(${advisoryLocks.importing}::bigint) as locked`,
  );
  return row?.locked === true;
}

const pollMilliseconds = 250;

/** Waits until no import or undo runs, and throws if the job is aborted meanwhile. */
export async function pollForImportLock(db: Database, signal: AbortSignal) {
  while (!(await tryImportLock(db))) {
    await pause(pollMilliseconds);
    signal.throwIfAborted();
  }
}

/**
 * Serializes imports and undos until they end, so that two imports create shared doctors once. Calls `onWaiting` if
 * another one is running.
 */
export async function waitForImportLock(db: Database, onWaiting?: () => void) {
  if (await tryImportLock(db)) return;
  onWaiting?.();
  await db.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.importing}::bigint)`);
}

/**
 * Blocks vacuum until the transaction ends. Vacuum ignores uncommitted rows and would report the tables as empty. The
 * planner would then read the whole practice for each foreign key. Readers and writers are not blocked.
 */
export async function blockVacuum(db: Database) {
  await db.execute(sql`
    lock table patient, doctor, patient_external_id, doctor_external_id in share update exclusive mode`);
}
