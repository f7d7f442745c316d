import { Temporal } from "temporal-polyfill";
import { type PracticeZone, zoneOf } from "./day.ts";

const dayMilliseconds = 86_400_000;
const maxDays = 5_000;
const offsets = new Map<string, number | null>();

/**
 * The day's UTC offset in milliseconds, or null if clocks change on it. Cached: rows share few days, and time zone
 * rules take most of a row's time.
 */
export function offsetOn(day: string, timeZone: string): number | null {
  const key = `${day} ${timeZone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const date = Temporal.PlainDate.from(day);
  const [start, next] = [date, date.add({ days: 1 })].map((each) => each.toZonedDateTime(timeZone));
  if (!start || !next) return null;
  const isSteady =
    next.epochMilliseconds - start.epochMilliseconds === dayMilliseconds &&
    next.offsetNanoseconds === start.offsetNanoseconds;
  const offset = isSteady ? start.offsetNanoseconds / 1_000_000 : null;
  if (offsets.size >= maxDays) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

export const toInstant = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(".000Z", "Z");

/** The start of a day, month or year, in UTC. */
export function beginOfDay(date: string, timeZone: PracticeZone): string {
  const day = `${date}${"-01-01".slice(date.length - 4)}`;
  const offset = offsetOn(day, zoneOf(timeZone));
  if (offset !== null) return toInstant(Date.parse(`${day}T00:00Z`) - offset);
  return Temporal.PlainDate.from(day).toZonedDateTime(zoneOf(timeZone)).toInstant().toString();
}
