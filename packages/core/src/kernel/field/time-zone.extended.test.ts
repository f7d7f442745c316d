import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { beginOfDay } from "./day-begin.ts";
import { TimeZone } from "./schemas.ts";
import { firstAt, inTimeZone, scheduleZone } from "./time-zone.ts";

const { reader } = (await createTestApi()).database;

const nowIn = (timeZone: string) =>
  inTimeZone(() => reader.execute(sql`select now() at time zone ${timeZone}::text as there`));

it("reports a time zone unknown to the database as invalid input", async () => {
  expect(await failureOf(nowIn("Mars/Olympus"))).toMatchObject({
    code: "INVALID_INPUT",
    details: { errors: { timeZone: ["Not known to the database"] } },
  });
});

it("returns the result, and passes other errors through", async () => {
  expect(await nowIn("Europe/Zurich")).toHaveLength(1);
  expect(await failureOf(inTimeZone(() => reader.execute(sql`select 1 / 0`)))).toMatchObject({
    code: "INTERNAL",
  });
});

it("begins a day with its first instant in all zones, as JavaScript does", async () => {
  const known = await reader.execute<{ name: string }>(sql`select name from pg_timezone_names`);
  const names = new Set(known.map(({ name }) => name));
  const changes = Intl.supportedValuesOf("timeZone")
    .filter((zone) => names.has(zone))
    .flatMap((zone) => daysOfChanges(zone).map((day) => ({ zone, day })));
  const found = await reader.execute<{ zone: string; day: string; begin: string }>(sql`
    select zone, day, to_char(begin at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as begin
    from json_to_recordset(${JSON.stringify(changes)}::json) as change (zone text, day text)
      cross join lateral (select ${firstAt(sql`zone`, sql`day::timestamp`)} as begin) as begun`);
  expect(found.length).toBeGreaterThan(1_000);
  expect(found.filter(({ zone, day, begin }) => begin !== beginOfDay(day, zone))).toEqual([]);
});

it("reads each abbreviation that is taken for a time zone as JavaScript does, in each month", async () => {
  const rows = await reader.execute<{ abbrev: string }>(sql`select abbrev from pg_timezone_abbrevs`);
  const zones = rows.flatMap(({ abbrev }) => {
    const name = TimeZone.safeParse(abbrev).data;
    return name && scheduleZone(name) ? [name] : [];
  });
  expect(zones).toEqual(expect.arrayContaining(["Europe/Brussels", "Europe/Athens", "Europe/Lisbon", "EST"]));
  const read = await reader.execute<{ zone: string; at: string; wall: string }>(sql`
    select zone, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
      to_char(at at time zone zone, 'YYYY-MM-DD"T"HH24:MI:SS') as wall
    from json_array_elements_text(${JSON.stringify(zones)}::json) as zone,
      generate_series('2025-01-15T12:00Z', '2025-12-15T12:00Z', interval '1 month') as at`);
  const wallOf = (at: string, zone: string) =>
    Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime().toString();
  expect(read.filter(({ zone, at, wall }) => wall !== wallOf(at, zone))).toEqual([]);
});

/** The days around each change of clocks from 2020 to 2030. */
function daysOfChanges(zone: string): string[] {
  const days = new Set<string>();
  const begin = Temporal.ZonedDateTime.from(`2020-01-01[${zone}]`);
  for (let time = begin.getTimeZoneTransition("next"); time; time = time.getTimeZoneTransition("next")) {
    if (time.year > 2030) break;
    for (const hours of [-12, 0, 12]) days.add(time.add({ hours }).toPlainDate().toString());
  }
  return [...days];
}
