import type { DatabaseHandle } from "@caretype/db";
import { countLockWaits } from "@caretype/test-database";
import { type SQL, sql } from "drizzle-orm";
import { vi } from "vitest";

/** Resolves when a statement of the database waits for a lock, or the call has settled without waiting. */
export async function untilWaitingOrDone({ reader }: DatabaseHandle, call: Promise<unknown>): Promise<void> {
  let isDone = false;
  const settled = () => {
    isDone = true;
  };
  call.then(settled, settled);
  await vi.waitFor(async () => {
    if ((await countLockWaits(reader)) === 0 && !isDone) throw new Error("nothing waits");
  });
}

/** Resolves when this many statements of the database wait for locks. */
export async function untilWaiting({ reader }: DatabaseHandle, count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const waiting = await countLockWaits(reader);
      if (waiting < count) throw new Error(`${waiting} of ${count} wait`);
    },
    { interval: 10 },
  );
}

/** Holds the locks of a statement until the callback has ended. */
export function whileHeld<Result>(
  { transaction }: DatabaseHandle,
  statement: SQL,
  run: () => Promise<Result>,
): Promise<Result> {
  return transaction(async (tx) => {
    await tx.execute(sql`set local idle_in_transaction_session_timeout = '60s'`);
    await tx.execute(statement);
    return run();
  });
}
