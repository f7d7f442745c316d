import type { Database } from "@caretype/db";
import { practice } from "@caretype/db/schema";
import { sql } from "drizzle-orm";

/**
 * Finds the practices' time zones whose offsets in the next year differ between the database and Node. Each has its
 * own copy of the IANA database, and one may be older.
 */
export async function findDisputedZones(db: Database): Promise<string[]> {
  const shown = await db.execute<{ zone: string; at: number; wall: string }>(sql`
    select zone, (extract(epoch from at) * 1000)::float8 as at, to_char(at at time zone zone, 'YYYY-MM-DD HH24:MI') as wall
    from (select distinct ${practice.timeZone} as zone from ${practice} where ${practice.timeZone} is not null) as zones,
      generate_series(now(), now() + interval '1 year', interval '1 week') as at`);
  return [...Map.groupBy(shown, ({ zone }) => zone)].flatMap(([timeZone, times]) => {
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
    return times.every(({ at, wall }) => format.format(at) === wall) ? [] : [timeZone];
  });
}
