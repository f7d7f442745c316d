import { sqlStateOf } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { invalidInput } from "../error/domain-error.ts";

/** SQLSTATE for an invalid parameter, in these statements the time zone. */
const invalidParameter = "22023";

/**
 * Runs statements that use the input's `timeZone`. Rejects with `INVALID_INPUT` if the database, whose list may be
 * older than Node's, does not know it.
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
 * When clocks show a time first, for a timestamp without a zone, such as the beginning of a day. PostgreSQL takes the
 * second instant of two, and `beginOfDay` and opening hours the first.
 */
export const firstAt = (zone: SQL, wall: SQL): SQL => {
  const first = sql`((${wall} - interval '12 hours') at time zone ${zone} + interval '12 hours')`;
  return sql`(case when ${first} at time zone ${zone} = ${wall} then ${first} else ${wall} at time zone ${zone} end)`;
};

/**
 * The zone in its usual letter case. An earlier name stays. Null if opening hours cannot be in it: abbreviations such as
 * `IST` are refused, although Node knows them.
 */
export function scheduleZone(timeZone: string): string | null {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone).timeZoneId;
  } catch {
    return null;
  }
}
