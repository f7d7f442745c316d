import { holidaysWithin } from "@caretype/identity/practice/holidays";
import type { Holiday } from "@caretype/identity/practice/schema";
import { Temporal } from "temporal-polyfill";
import type { HoursRules } from "./schema.ts";

/** From `start` (inclusive) to `end` (exclusive), in milliseconds since 1970. */
export type Interval = { start: number; end: number };

const minute = 60_000;
const day = 86_400_000;

/** Local midnight of a date, in milliseconds as if local time were UTC. All local times here have this format. */
const midnightOf = (date: string) => Date.parse(`${date}T00:00:00Z`);

const dateOfWall = (wall: number) => new Date(wall).toISOString().slice(0, 10);

function timeOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return (hours * 60 + minutes) * minute;
}

/** 1 is Monday. The epoch, 1 January 1970, was a Thursday. */
const weekdayOf = (midnight: number) => ((((midnight / day + 3) % 7) + 7) % 7) + 1;

/** Sorts intervals, and joins those that overlap or touch. */
function union(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  for (const { start, end } of intervals.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else if (start < end) joined.push({ start, end });
  }
  return joined;
}

/** Subtracts `removed` from `intervals`. Both are sorted and without overlaps. */
function without(intervals: readonly Interval[], removed: readonly Interval[]): Interval[] {
  return intervals.flatMap(({ start, end }) => {
    const left: Interval[] = [];
    let from = start;
    for (const cut of removed) {
      if (cut.end <= from || cut.start >= end) continue;
      if (cut.start > from) left.push({ start: from, end: cut.start });
      from = cut.end;
    }
    if (from < end) left.push({ start: from, end });
    return left;
  });
}

/** The local hours of one day. Extra hours apply on holidays, too. */
function hoursOf({ weekly, exceptions }: HoursRules, midnight: number, isHoliday: boolean): Interval[] {
  const at = (opens: string | null, closes: string | null): Interval => ({
    start: midnight + (opens === null ? 0 : timeOf(opens)),
    end: midnight + (closes === null ? day : timeOf(closes)),
  });
  const date = dateOfWall(midnight);
  const weekday = weekdayOf(midnight);
  const usual = (isHoliday ? [] : weekly)
    .filter((rule) => rule.weekday === weekday)
    .filter(({ validFrom, validTo }) => (validFrom ?? date) <= date && date <= (validTo ?? date));
  const todays = exceptions.filter(({ from, to }) => from <= date && date <= to);
  const ofKind = (kind: "closed" | "extra") =>
    todays.filter((exception) => exception.kind === kind).map(({ opens, closes }) => at(opens, closes));
  const open = union(usual.map(({ opens, closes }) => at(opens, closes)));
  return union([...without(open, union(ofKind("closed"))), ...ofKind("extra")]);
}

/** The practice's time zone and holidays, which determine its open days. */
export type PracticeDays = { timeZone: string; holidays?: readonly Holiday[] };
type Days = PracticeDays & {
  /** The first and the last date, `YYYY-MM-DD`. */
  from: string;
  to: string;
};

/**
 * Expands opening hours to intervals of instants. Hours are local times. A skipped local time does not exist; for a
 * repeated one, the earlier instant counts. Not done in SQL, which would need rows per day and has other rules for
 * skipped and repeated times.
 */
export function openIntervals(rules: HoursRules, { timeZone, holidays = [], from, to }: Days): Interval[] {
  const closed = holidaysWithin(holidays, { from, to });
  const [first, last] = [midnightOf(from), midnightOf(to)];
  const walls: Interval[] = [];
  for (let midnight = first; midnight <= last; midnight += day) {
    const date = dateOfWall(midnight);
    const isHoliday = closed.some((holiday) => holiday.from <= date && date <= holiday.to);
    walls.push(...hoursOf(rules, midnight, isHoliday));
  }
  const hours = union(walls);
  // Includes earlier segments, because they may have shown these times first.
  const segments = zoneSegments(timeZone, first - 3 * day, last + 3 * day);
  const open: Interval[] = [];
  let shownUntil = Number.NEGATIVE_INFINITY;
  for (const segment of segments) {
    const begins = Math.max(segment.start + segment.offset, shownUntil);
    const ends = segment.end + segment.offset;
    for (const { start, end } of hours) {
      const [opens, closes] = [Math.max(start, begins), Math.min(end, ends)];
      if (opens < closes) open.push({ start: opens - segment.offset, end: closes - segment.offset });
    }
    shownUntil = Math.max(shownUntil, ends);
  }
  return union(open);
}

/** The local date at an instant. */
export function dateAt(timeZone: string, instant: number): string {
  return dateFinder(timeZone, instant, instant + 1)(instant);
}

/** Returns a function that converts instants of a range to local time, in milliseconds. */
function wallFinder(timeZone: string, start: number, end: number): (instant: number) => number {
  const segments = zoneSegments(timeZone, start, end);
  return (instant) => instant + (segments.find((each) => instant < each.end)?.offset ?? 0);
}

type Starts = {
  weekdays?: readonly number[] | undefined;
  startsFrom?: string | undefined;
  startsTo?: string | undefined;
};

/** Returns a function that says whether a visit may start at an instant of a range. */
export function startFilter(
  { weekdays, startsFrom = "00:00", startsTo = "24:00" }: Starts,
  { timeZone, start, end }: Interval & { timeZone: string },
): (instant: number) => boolean {
  const wallOf = wallFinder(timeZone, start, end);
  const [earliest, latest] = [timeOf(startsFrom), timeOf(startsTo)];
  return (instant) => {
    const wall = wallOf(instant);
    const midnight = Math.floor(wall / day) * day;
    const time = wall - midnight;
    return (weekdays?.includes(weekdayOf(midnight)) ?? true) && earliest <= time && time <= latest;
  };
}

/** Returns a function that converts instants of a range to local dates. */
export function dateFinder(timeZone: string, start: number, end: number): (instant: number) => string {
  const wallOf = wallFinder(timeZone, start, end);
  // Formatting a date costs more than everything else done with an appointment.
  const dates = new Map<number, string>();
  return (instant) => {
    const wall = Math.floor(wallOf(instant) / day);
    const known = dates.get(wall);
    if (known !== undefined) return known;
    const date = dateOfWall(wall * day);
    dates.set(wall, date);
    return date;
  };
}

/** The instants at which a local date begins and ends, in RFC 3339. The range of a skipped day is empty. */
export function dayRange(timeZone: string, date: string): { start: string; end: string } {
  const beginOf = (midnight: number) => {
    const open = openIntervals(wholeDays, {
      timeZone,
      from: dateOfWall(midnight),
      to: dateOfWall(midnight + 3 * day),
    });
    return new Date(open[0]?.start ?? midnight).toISOString();
  };
  const midnight = midnightOf(date);
  return { start: beginOf(midnight), end: beginOf(midnight + day) };
}

export const wholeDays: HoursRules = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    opens: "00:00",
    closes: "24:00",
    validFrom: null,
    validTo: null,
  })),
  exceptions: [],
};

/** Whether one of the intervals contains a visit. */
export const isWithin = (open: readonly Interval[], { start, end }: Interval): boolean =>
  open.some((hours) => hours.start <= start && end <= hours.end);

type Opened = Interval & { timeZone: string; holidays: readonly Holiday[] };

/** Whether a visit is within opening hours. */
export const isOpen = (rules: HoursRules, { timeZone, holidays, start, end }: Opened): boolean =>
  isWithin(
    openIntervals(rules, { timeZone, holidays, from: dateAt(timeZone, start), to: dateAt(timeZone, end) }),
    { start, end },
  );

/** A period without clock changes. All values are in milliseconds; `end` is exclusive. */
type ZoneSegment = {
  start: number;
  end: number;
  /** Local time minus UTC. */
  offset: number;
};

const millisecondsOf = (nanoseconds: number) => nanoseconds / 1_000_000;

/** Splits a range of instants at each clock change. Node must know the zone. */
function zoneSegments(timeZone: string, start: number, end: number): ZoneSegment[] {
  const segments: ZoneSegment[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone);
  while (at.epochMilliseconds < end) {
    const next = at.getTimeZoneTransition("next");
    const until = next === null ? end : Math.min(end, next.epochMilliseconds);
    const offset = millisecondsOf(at.offsetNanoseconds);
    segments.push({ start: at.epochMilliseconds, end: until, offset });
    if (next === null) break;
    at = next;
  }
  return segments;
}
