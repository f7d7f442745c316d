import { practice } from "@caretype/db/schema";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** The day of an instant in the practice's time zone, such as 2019-05-28. Default: today. */
export const today = (practiceId: SQLWrapper, instant: SQL = sql`now()`): SQL => sql`(
  select to_char(${instant} at time zone coalesce(min(${practice.timeZone}), 'UTC'), 'YYYY-MM-DD')
  from ${practice} where ${practice.id} = ${practiceId})`;

/** True once the day, month or year has begun. */
export const hasBegun = (from: SQLWrapper, practiceId: SQLWrapper, day: SQL = today(practiceId)): SQL =>
  sql`(${from} is null or ${from} <= left(${day}, length(${from})))`;

/** True until the last day is over. A month or a year counts as a whole. */
export const isNotOver = (until: SQLWrapper, practiceId: SQLWrapper, day: SQL = today(practiceId)): SQL =>
  sql`(${until} is null or ${until} >= left(${day}, length(${until})))`;
