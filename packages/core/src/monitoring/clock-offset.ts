import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";

/** Milliseconds. A larger difference is reported, because expiries are decided by both clocks. */
export const toleratedSeconds = 1;

/** Seconds by which this clock is ahead of the database's, at least. Negative: behind. */
export async function clockOffset(db: Database): Promise<number> {
  const asked = Date.now();
  const [row] = await db.execute<{ now: number }>(
    // Whole milliseconds, as this clock has.
    sql`select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now`,
  );
  if (!row) throw new Error("The statement returned no row.");
  // The answer is from some time between request and response.
  return (Math.max(asked - row.now, 0) - Math.max(row.now - Date.now(), 0)) / 1_000;
}

export async function watchClock(db: Database, onOffset: (seconds: number) => void): Promise<void> {
  const seconds = await clockOffset(db);
  if (Math.abs(seconds) > toleratedSeconds) onOffset(seconds);
}

declare module "../kernel/procedure/services.ts" {
  interface ServiceSettings {
    /** Called at the start and every minute while the clocks differ by over a second. */
    onClockOffset?: (seconds: number) => void;
  }
}
