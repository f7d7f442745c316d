import { currentTime } from "./time.ts";

// A day belongs to the practice's time zone and has no instant. Days are `YYYY-MM-DD`. Months and years are prefixes
// of that, so the texts compare like the days. Pure: browsers use it.

/** The practice's time zone. Null if it has set none. */
export type PracticeZone = string | null;

/** The default time zone of a practice. */
export const zoneOf = (timeZone: PracticeZone): string => timeZone ?? "UTC";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  formats.set(timeZone, known);
  return known;
}

/** The day of an instant. */
export const dayAt = (instant: string | number, timeZone: PracticeZone): string =>
  formatIn(zoneOf(timeZone)).format(typeof instant === "number" ? instant : Date.parse(instant));

/** The day of an instant, at most today. */
export const pastDayAt = (instant: string, timeZone: PracticeZone): string => {
  const [day, now] = [dayAt(instant, timeZone), today(timeZone)];
  return isBefore(now, day) ? now : day;
};

/** Worldwide, days begin and clocks change on a quarter of an hour. */
const quarter = 15 * 60 * 1000;
const current = new Map<string, { number: number; day: string }>();

/** The current day. Cached, because each row of a page needs it. */
export function today(timeZone: PracticeZone): string {
  const number = Math.floor(currentTime() / quarter);
  const zone = zoneOf(timeZone);
  const known = current.get(zone);
  if (known?.number === number) return known.day;
  const day = dayAt(number * quarter, zone);
  current.set(zone, { number, day });
  return day;
}

/** The time zone where days begin first. */
const earliestZone = "Etc/GMT-14";

/** The latest day that can be today. Without a time zone, the day may have begun anywhere. */
export const latestToday = (timeZone: PracticeZone): string => today(timeZone ?? earliestZone);

/** The latest day that is today anywhere. For checks before the practice is known. */
export const latestTodayAnywhere = (): string => today(earliestZone);

export const dayAfter = (day: string): string =>
  new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** The number of days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / (96 * quarter);

/**
 * Whether one day, month or year is before another, as far as both are known. Here, because browsers load this file
 * without zod.
 */
export const isBefore = (one: string, other: string): boolean => {
  const known = Math.min(one.length, other.length);
  return one.slice(0, known) < other.slice(0, known);
};
