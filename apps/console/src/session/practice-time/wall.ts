const minuteMs = 60_000;
export const dayMinutes = 1_440;

/** A local time: the date, and the minutes since its midnight. */
export type Wall = { date: string; minute: number };

/** From `start` up to `end`, in minutes of a day. */
export type Span = { start: number; end: number };

/** Clocks change only at full quarters of an hour. */
const quarterMs = 15 * minuteMs;

/** Parses the local time as if it were UTC. */
function offsetsOf(timeZone: string): (instant: number) => number {
  // Swedish dates follow ISO 8601.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  const known = new Map<number, number>();
  return (instant) => {
    const quarter = Math.floor(instant / quarterMs);
    const offset =
      known.get(quarter) ??
      Date.parse(`${format.format(quarter * quarterMs).replace(" ", "T")}Z`) - quarter * quarterMs;
    known.set(quarter, offset);
    return offset;
  };
}

const zones = new Map<string, (instant: number) => number>();

/**
 * Converts instants to a zone's local times, whatever the browser's zone. Caches offsets, as formatting each instant
 * would take most of the time.
 */
export function wallOf(timeZone: string): (instant: string | number) => Wall {
  const offsetAt = zones.get(timeZone) ?? offsetsOf(timeZone);
  zones.set(timeZone, offsetAt);
  return (instant) => {
    const at = typeof instant === "number" ? instant : Date.parse(instant);
    const wall = new Date(at + offsetAt(at));
    return { date: wall.toISOString().slice(0, 10), minute: wall.getUTCHours() * 60 + wall.getUTCMinutes() };
  };
}

/** Whether the clocks were set back and show this time for the second time. */
export function isShownAgain(wall: (instant: number) => Wall, instant: string): boolean {
  const at = Date.parse(instant);
  const { date, minute } = wall(at);
  return [30, 60].some((earlier) => {
    const before = wall(at - earlier * minuteMs);
    return before.date === date && before.minute === minute;
  });
}

/** `09:30`. The end of the day is `24:00`. */
export const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** Converts an instant to the value of a date and time input. */
export function pickedOf(instant: string | null, timeZone: string): string {
  if (instant === null) return "";
  const { date, minute } = wallOf(timeZone)(instant);
  return `${date}T${timeOf(minute)}`;
}

export type WallInterval = { from: Wall; to: Wall };

/** The part of each interval on a date, in minutes of that date. */
export const spansOn = (date: string, intervals: readonly WallInterval[]): Span[] =>
  intervals.flatMap(({ from, to }) => {
    if (from.date > date || to.date < date) return [];
    const span = {
      start: from.date < date ? 0 : from.minute,
      end: to.date > date ? dayMinutes : to.minute,
    };
    return span.start < span.end ? [span] : [];
  });

/** The rest of the day without the spans, which need not be sorted. */
export function without(spans: readonly Span[]): Span[] {
  const left: Span[] = [];
  let from = 0;
  for (const { start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    if (start > from) left.push({ start: from, end: start });
    from = Math.max(from, end);
  }
  return from < dayMinutes ? [...left, { start: from, end: dayMinutes }] : left;
}

const dayMs = 86_400_000;

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
