import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { dateAt, openIntervals } from "./expand.ts";
import type { HoursException, HoursRules, WeeklyHours } from "./schema.ts";

const zones = [
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Europe/Zurich",
  "America/New_York",
  "America/St_Johns",
  "America/Havana",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Asia/Gaza",
  "Asia/Tehran",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
  "America/Sao_Paulo",
  "Atlantic/Azores",
  "America/Santiago",
  "Antarctica/Troll",
  "Australia/Adelaide",
  "UTC",
];

const week = (opens: string, closes: string): WeeklyHours[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens, closes, validFrom: null, validTo: null }));

const wallOf = (instant: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);

const shown = (rules: Partial<HoursRules>, days: { timeZone: string; from: string; to?: string }) =>
  openIntervals({ weekly: [], exceptions: [], ...rules }, { to: days.from, ...days }).map(({ start, end }) =>
    [start, end].map((instant) => wallOf(instant, days.timeZone).toString({ timeZoneName: "never" })),
  );

const date = fc
  .integer({ min: Date.parse("2011-01-01") / 86_400_000, max: Date.parse("2032-12-31") / 86_400_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const quarters = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 2 });
const hours = quarters.map((pair) => {
  const [opens = "", closes = ""] = pair
    .toSorted((one, other) => one - other)
    .map((at) => `${String(Math.floor(at / 4)).padStart(2, "0")}:${String((at % 4) * 15).padStart(2, "0")}`);
  return { opens, closes };
});

/** Whether an instant is the first one with a local time of the rules. */
function isOpen({ weekly, exceptions }: HoursRules, instant: number, timeZone: string): boolean {
  const wall = wallOf(instant, timeZone);
  const first = wall.toPlainDateTime().toZonedDateTime(timeZone, { disambiguation: "earlier" });
  if (first.epochMilliseconds !== instant) return false;
  const [today, time] = [wall.toPlainDate().toString(), wall.toPlainTime().toString().slice(0, 5)];
  const isAt = (rule: { opens: string | null; closes: string | null }) =>
    (rule.opens ?? "00:00") <= time && time < (rule.closes ?? "24:00");
  const todays = exceptions.filter(({ from, to }) => from <= today && today <= to).filter(isAt);
  if (todays.some(({ kind }) => kind === "extra")) return true;
  if (todays.some(({ kind }) => kind === "closed")) return false;
  return weekly.some(
    ({ weekday, validFrom, validTo, ...rule }) =>
      weekday === wall.dayOfWeek &&
      (validFrom ?? today) <= today &&
      today <= (validTo ?? today) &&
      isAt(rule),
  );
}

/** The days around each clock change, where errors are likely. */
function changesOf(timeZone: string): string[] {
  const dates: string[] = [];
  let at = Temporal.ZonedDateTime.from(`2011-06-01T00:00[${timeZone}]`).getTimeZoneTransition("next");
  while (at !== null && at.year < 2032) {
    dates.push(at.subtract({ days: 1 }).toPlainDate().toString(), at.toPlainDate().toString());
    at = at.getTimeZoneTransition("next");
  }
  return dates.length > 0 ? dates : ["2026-03-29"];
}
const changes = new Map(zones.map((zone) => [zone, changesOf(zone)]));

const zoneAndDate = fc
  .constantFrom(...zones)
  .chain((timeZone) =>
    fc.tuple(fc.constant(timeZone), fc.oneof(date, fc.constantFrom(...(changes.get(timeZone) ?? [])))),
  );

describe("opening hours", () => {
  it("are open exactly at the times of the rules, in twenty zones over twenty years", () => {
    const weekly = fc.array(
      fc.record({
        weekday: fc.integer({ min: 1, max: 7 }),
        validFrom: fc.option(date),
        validTo: fc.option(date),
        hours,
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        zoneAndDate,
        weekly,
        fc.array(
          fc.record({ kind: fc.constantFrom("closed" as const, "extra" as const), hours, days: fc.nat(2) }),
          {
            maxLength: 2,
          },
        ),
        ([timeZone, from], rules, differing) => {
          const exceptions: HoursException[] = differing.map(({ kind, hours, days }) => ({
            kind,
            from,
            to: Temporal.PlainDate.from(from).add({ days }).toString(),
            ...hours,
          }));
          const weekly = [
            ...rules.map(({ hours, ...rule }) => ({ ...rule, ...hours })),
            ...week("08:00", "12:00").slice(0, 5),
          ];
          const to = Temporal.PlainDate.from(from).add({ days: 1 }).toString();
          const open = openIntervals({ weekly, exceptions }, { timeZone, from, to });
          const begin = Date.parse(`${from}T00:00Z`) - 15 * 3_600_000;
          const wrong: string[] = [];
          for (let at = begin; at < begin + 4 * 86_400_000; at += 15 * 60_000) {
            const today = wallOf(at, timeZone).toPlainDate().toString();
            const expected = from <= today && today <= to && isOpen({ weekly, exceptions }, at, timeZone);
            const isListed = open.some(({ start, end }) => start <= at && at < end);
            if (isListed !== expected) wrong.push(`${wallOf(at, timeZone)}: ${isListed}`);
          }
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 120 },
    );
  });

  it("open at nine on the wall on both sides of a change of clocks", () => {
    const [timeZone, from, to] = ["Europe/Zurich", "2026-03-28", "2026-03-29"];
    expect(shown({ weekly: week("09:00", "17:00") }, { timeZone, from, to })).toEqual([
      ["2026-03-28T09:00:00+01:00", "2026-03-28T17:00:00+01:00"],
      ["2026-03-29T09:00:00+02:00", "2026-03-29T17:00:00+02:00"],
    ]);
  });

  it("leave out skipped times, and have repeated ones once", () => {
    const weekly = week("01:30", "03:30");
    expect(shown({ weekly }, { timeZone: "Europe/Zurich", from: "2026-03-29" })).toEqual([
      ["2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00"],
    ]);
    expect(
      shown({ weekly: week("02:15", "02:45") }, { timeZone: "Europe/Zurich", from: "2026-03-29" }),
    ).toEqual([]);
    const twice = openIntervals(
      { weekly, exceptions: [] },
      { timeZone: "Europe/Zurich", from: "2026-10-25", to: "2026-10-25" },
    );
    expect(twice.map(({ start, end }) => (end - start) / 60_000)).toEqual([90, 30]);
  });

  it("follow a change by half an hour", () => {
    const open = openIntervals(
      { weekly: week("01:00", "03:00"), exceptions: [] },
      { timeZone: "Australia/Lord_Howe", from: "2026-10-04", to: "2026-10-04" },
    );
    expect(open.map(({ start, end }) => (end - start) / 60_000)).toEqual([90]);
  });

  it("have none on a day that was skipped", () => {
    const days = { timeZone: "Pacific/Apia", from: "2011-12-29", to: "2011-12-31" };
    expect(shown({ weekly: week("09:00", "10:00") }, days).map(([start]) => start)).toEqual([
      "2011-12-29T09:00:00-10:00",
      "2011-12-31T09:00:00+14:00",
    ]);
  });

  it("prefer extra hours to a closed day", () => {
    const exceptions: HoursException[] = [
      { kind: "closed", from: "2026-12-24", to: "2026-12-26", opens: null, closes: null },
      { kind: "extra", from: "2026-12-24", to: "2026-12-24", opens: "08:00", closes: "09:00" },
      { kind: "closed", from: "2026-12-28", to: "2026-12-28", opens: "12:00", closes: "13:00" },
    ];
    const days = { timeZone: "UTC", from: "2026-12-24", to: "2026-12-28" };
    expect(
      shown({ weekly: week("10:00", "15:00"), exceptions }, days).map(([start]) => start?.slice(0, 16)),
    ).toEqual(["2026-12-24T08:00", "2026-12-27T10:00", "2026-12-28T10:00", "2026-12-28T13:00"]);
  });

  it("know the date at an instant", () => {
    expect(dateAt("Pacific/Apia", Date.parse("2011-12-30T09:59:59Z"))).toBe("2011-12-29");
    expect(dateAt("Pacific/Apia", Date.parse("2011-12-30T10:00:00Z"))).toBe("2011-12-31");
  });
});
