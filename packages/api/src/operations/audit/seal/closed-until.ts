import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "@caretype/db";
import { databaseTime, type Holder, runningTransactions } from "./queries.ts";

/**
 * Covers the delay between a transaction's start time and its visibility to others, and small clock adjustments.
 */
const marginMicroseconds = 10_000_000;
const pollMilliseconds = 100;

export type Waiting = {
  /** How long to wait for running transactions, in milliseconds. */
  patience: number;
  signal?: AbortSignal | undefined;
  /** Called with the sessions whose transactions were still running. */
  onBlocked?: ((by: Holder[]) => void) | undefined;
};

/**
 * The instant before which no entry will be added. Entries have their transaction's start time, so all running
 * transactions must end first. Waits `patience` milliseconds, then returns the start of the oldest one left, or null
 * if that is hidden, as it is for other users' transactions.
 */
export async function closedUntil(
  db: Database,
  { patience, signal, onBlocked }: Waiting,
): Promise<number | null> {
  const deadline = performance.now() + patience;
  const now = await databaseTime(db);
  let left = await runningTransactions(db);
  while (left.length > 0 && performance.now() < deadline) {
    await pause(pollMilliseconds, undefined, { signal });
    const running = new Set((await runningTransactions(db)).map(({ name }) => name));
    left = left.filter(({ name }) => running.has(name));
  }
  if (left.length > 0) onBlocked?.(left.map(({ pid, application }) => ({ pid, application })));
  let closed = now;
  for (const { began } of left) {
    if (began === null) return null;
    closed = Math.min(closed, began);
  }
  return closed - marginMicroseconds;
}
