import { practice } from "@caretype/db/schema";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** Today in the practice's time zone, or the day of an instant, as a day such as 2019-05-28. */
export const today = (practiceId: SQLWrapper, instant: SQL = sql`now()`): SQL => sql`(
  select to_char(${instant} at time zone coalesce(min(${practice.timeZone}), 'UTC'), 'YYYY-MM-DD')
  from ${practice} where ${practice.id} = ${practiceId})`;

/** What begins in this year or month may have begun. */
export const hasBegun = (from: SQLWrapper, practiceId: SQLWrapper, day: SQL = today(practiceId)): SQL =>
  sql`(${from} is null or ${from} <= left(${day}, length(${from})))`;

/** The last day still counts, and of a year or a month that is all that is known, the whole of it. */
export const isNotOver = (until: SQLWrapper, practiceId: SQLWrapper, day: SQL = today(practiceId)): SQL =>
  sql`(${until} is null or ${until} >= left(${day}, length(${until})))`;
