import { sqlStateOf } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { invalidInput } from "../error/domain-error.ts";

/** SQLSTATE for an invalid parameter. In these statements, that is the time zone. */
const invalidParameter = "22023";

/**
 * Runs statements that use the input's `timeZone`. Rejects with `INVALID_INPUT` if the database does not know it: its
 * list may be older than Node's.
 */
export async function inTimeZone<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (sqlStateOf(error) !== invalidParameter) throw error;
    throw invalidInput({ timeZone: ["Not known to the database"] });
  }
}

/**
 * The first instant of a local time, such as the beginning of a day. PostgreSQL takes the second of two, but
 * `beginOfDay` and opening hours take the first.
 */
export const firstAt = (zone: SQL, wall: SQL): SQL => {
  const first = sql`((${wall} - interval '12 hours') at time zone ${zone} + interval '12 hours')`;
  return sql`(case when ${first} at time zone ${zone} = ${wall} then ${first} else ${wall} at time zone ${zone} end)`;
};

/**
 * The zone in its canonical letter case. An earlier name stays. Null for abbreviations such as `IST`, which opening
 * hours cannot use, although Node knows them.
 */
export function scheduleZone(timeZone: string): string | null {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone).timeZoneId;
  } catch {
    return null;
  }
}
