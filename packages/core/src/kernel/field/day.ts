import { currentTime } from "./time.ts";

// A day is one of the practice, in its time zone, and has no instant. Days are `YYYY-MM-DD`, and months and years the
// beginning of that, so such texts compare like the days they name. Pure: browsers use it.

/** The name of the practice's time zone. Null if it has set none. */
export type PracticeZone = string | null;

/** The time zone in which a practice that has set none counts its days. */
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

/** The day of an instant. Today for one to come. */
export const pastDayAt = (instant: string, timeZone: PracticeZone): string => {
  const [day, now] = [dayAt(instant, timeZone), today(timeZone)];
  return isBefore(now, day) ? now : day;
};

/** Everywhere, days begin and clocks change at a quarter of an hour. */
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

/** Where days begin first. */
const earliestZone = "Etc/GMT-14";

/** The latest day that can be today: in a practice without a time zone, it may have begun anywhere. */
export const latestToday = (timeZone: PracticeZone): string => today(timeZone ?? earliestZone);

/** The latest day that can be today anywhere. For checks before the practice is known. */
export const latestTodayAnywhere = (): string => today(earliestZone);

export const dayAfter = (day: string): string =>
  new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** The number of days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / (96 * quarter);

/**
 * Whether one day, month or year is before another, as far as both are known. In this file, because browsers load it
 * without zod.
 */
export const isBefore = (one: string, other: string): boolean => {
  const known = Math.min(one.length, other.length);
  return one.slice(0, known) < other.slice(0, known);
};
