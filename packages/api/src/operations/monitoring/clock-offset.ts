import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";
import { type PeriodicTask, startPeriodicTask } from "../../kernel/procedure/periodic-task.ts";

/** A larger difference is reported. Expiries are decided by both clocks. */
export const toleratedSeconds = 1;

/** Seconds by which this clock is ahead of the database's, at least. Negative: behind. */
export async function clockOffset(db: Database): Promise<number> {
  const asked = Date.now();
  const [row] = await db.execute<{ now: number }>(
    // Whole milliseconds, as this clock has.
    sql`select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now`,
  );
  if (!row) throw new Error("The statement returned no row.");
  // The answer is from some time between the question and its arrival.
  return (Math.max(asked - row.now, 0) - Math.max(row.now - Date.now(), 0)) / 1_000;
}

type Listeners = { onOffset: (seconds: number) => void; onFailure: (error: unknown) => void };

/** Compares the clocks now and every minute, until stopped. */
export const watchClock = (db: Database, { onOffset, onFailure }: Listeners): PeriodicTask =>
  startPeriodicTask(
    async () => {
      const seconds = await clockOffset(db);
      if (Math.abs(seconds) > toleratedSeconds) onOffset(seconds);
    },
    { name: "clock", onFailure, milliseconds: 60_000 },
  );
