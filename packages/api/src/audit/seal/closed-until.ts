import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "@caretype/db";
import { databaseTime, type Holder, runningTransactions } from "./queries.ts";

/**
 * Between the time that a transaction has for its own and the moment at which it can be seen to run; and for a clock
 * that is set back a little.
 */
const marginMicroseconds = 10_000_000;
const pollMilliseconds = 100;

export type Waiting = {
  /** In milliseconds. */
  patience: number;
  signal?: AbortSignal | undefined;
  /** Hears whose transactions were still running then. */
  onHeldUp?: ((by: Holder[]) => void) | undefined;
};

/**
 * The instant before which no entry will come any more: entries have the time at which their transaction began, so all
 * that run now have to end first. Waits for them, for `patience` milliseconds; then what counts is when the first of
 * those left began. Null where that is hidden, as that of other users' transactions is.
 */
export async function closedUntil(
  db: Database,
  { patience, signal, onHeldUp }: Waiting,
): Promise<number | null> {
  const deadline = performance.now() + patience;
  const now = await databaseTime(db);
  let left = await runningTransactions(db);
  while (left.length > 0 && performance.now() < deadline) {
    await pause(pollMilliseconds, undefined, { signal });
    const running = new Set((await runningTransactions(db)).map(({ name }) => name));
    left = left.filter(({ name }) => running.has(name));
  }
  if (left.length > 0) onHeldUp?.(left.map(({ pid, application }) => ({ pid, application })));
  let closed = now;
  for (const { began } of left) {
    if (began === null) return null;
    closed = Math.min(closed, began);
  }
  return closed - marginMicroseconds;
}
