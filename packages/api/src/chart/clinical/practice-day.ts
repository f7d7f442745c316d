import { practice } from "@caretype/db/schema";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** Today in the practice's time zone, as a day such as 2019-05-28. */
export const today = (practiceId: SQLWrapper): SQL => sql`(
  select to_char(now() at time zone coalesce(min(${practice.timeZone}), 'UTC'), 'YYYY-MM-DD')
  from ${practice} where ${practice.id} = ${practiceId})`;

/** The last day still counts, and of a year or a month that is all that is known, the whole of it. */
export const isNotOver = (until: SQLWrapper, practiceId: SQLWrapper): SQL =>
  sql`(${until} is null or ${until} >= left(${today(practiceId)}, length(${until})))`;
