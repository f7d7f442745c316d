import { setTimeout as sleep } from "node:timers/promises";
import { advisoryLocks } from "./advisory-locks.ts";
import type { Connection, Runner } from "./connection/connection.ts";
import { beginning, unlimited } from "./connection/settings.ts";
import { inTransaction } from "./connection/transaction.ts";
import { sqlStateOf, sqlStates } from "./errors.ts";

const maxAttempts = 180;
const retryMilliseconds = 500;
const pollMilliseconds = 100;

/**
 * Runs `work` in a transaction, while no other process changes the schema. The lock belongs to the transaction: it is
 * released even if this process dies, and it works behind PgBouncer. Statements of `work` wait at most half a second
 * for a table's lock, because servers' statements queue behind them and give up after a second. Then all of `work` is
 * retried, for some minutes.
 */
export async function whileMigrating<T>(
  connection: Connection,
  work: (runner: Runner) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await untilLocked(connection, work);
    } catch (error) {
      const state = sqlStateOf(error);
      if ((state !== sqlStates.deadlock && state !== sqlStates.lockNotAvailable) || attempt === maxAttempts)
        throw error;
      await sleep(retryMilliseconds);
    }
  }
}

async function untilLocked<T>(connection: Connection, work: (runner: Runner) => Promise<T>): Promise<T> {
  for (;;) {
    const done = await inTransaction(
      connection,
      `${beginning}; ${unlimited}; set local lock_timeout = '500ms'`,
      async (runner) => ((await takeMigrationLock(connection)) ? { result: await work(runner) } : undefined),
    );
    if (done) return done.result;
    await sleep(pollMilliseconds);
  }
}

/** Does not wait inside a statement: `create index concurrently` waits for every running statement. */
export async function takeMigrationLock(connection: Connection): Promise<boolean> {
  const [row] = await connection.command(
    `select pg_try_advisory_xact_lock(${advisoryLocks.migrating}) as taken`,
  );
  return row?.taken === true;
}
