import { today, zoneOf } from "@caretype/core/kernel/field/day";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { findHolidays } from "@caretype/core/mechanisms/practice-days";
import { type Database, prepared } from "@caretype/db";
import { appointment } from "@caretype/db/schema";
import { holidaysWithin } from "@caretype/identity/practice/holidays";
import { sql } from "drizzle-orm";
import { dayRange } from "../opening-hours/expand.ts";
import { currentStatus } from "./queries.ts";
import type { VisitsOnHolidayPage } from "./schema.ts";
import { standing } from "./steps.ts";

/** Counts the upcoming visits in each range by the index of starts. */
const counts = prepared(["practiceId", "begins", "ends"], (db) =>
  db
    .select({ visits: sql<number>`counted.visits` })
    .from(
      sql`unnest(${sql.placeholder("begins")}::timestamptz[], ${sql.placeholder("ends")}::timestamptz[])
        with ordinality as wanted (begins, ends, place)
      cross join lateral (
        select count(*)::int as visits from ${appointment}
        where ${appointment.practiceId} = ${sql.placeholder("practiceId")}
          and ${appointment.startsAt} >= wanted.begins and ${appointment.startsAt} < wanted.ends
          and ${appointment.startsAt} > now() and ${currentStatus} in ${standing}
      ) as counted`,
    )
    .orderBy(sql`wanted.place`),
);

const yearsAhead = 2;

/** Counts the booked visits on holidays of the next two years, earliest holiday first. */
export async function findVisitsOnHolidays(db: Database, scope: Scope): Promise<VisitsOnHolidayPage> {
  const timeZone = zoneOf(scope.timeZone);
  const holidays = await findHolidays(db, scope);
  const from = today(timeZone);
  const to = `${Number(from.slice(0, 4)) + yearsAhead}${from.slice(4)}`;
  const coming = holidaysWithin(holidays, { from, to }).toSorted((one, other) =>
    one.from.localeCompare(other.from),
  );
  const ranges = coming.map((each) => ({
    start: dayRange(timeZone, each.from).start,
    end: dayRange(timeZone, each.to).end,
  }));
  const found = await counts(db).execute({
    practiceId: scope.practiceId,
    begins: `{${ranges.map(({ start }) => start).join(",")}}`,
    ends: `{${ranges.map(({ end }) => end).join(",")}}`,
  });
  const items = coming.flatMap((holiday, place) => {
    const visits = found[place]?.visits ?? 0;
    return visits === 0 ? [] : [{ ...holiday, visits }];
  });
  return { items, nextCursor: null };
}
