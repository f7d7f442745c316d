const minuteMs = 60_000;
export const dayMinutes = 1_440;

/** A time on the wall: the date, and the minutes since its midnight. */
export type Wall = { date: string; minute: number };

/** From `start` up to `end`, in minutes of a day. */
export type Span = { start: number; end: number };

/**
 * Reads instants off the wall of a zone, whatever the browser's own zone. Only differences of a calendar's kind matter
 * here: formats are expensive to create, so each zone has one.
 */
export function wallOf(timeZone: string): (instant: string | number) => Wall {
  // Swedish dates are those of ISO 8601.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return (instant) => {
    const [date = "", time = ""] = format.format(new Date(instant)).split(" ");
    const [hours = 0, minutes = 0] = time.split(":").map(Number);
    return { date, minute: hours * 60 + minutes };
  };
}

/** Whether the wall has shown this time before: clocks were set back by an hour, or half of one. */
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

export type Interval = { startsAt: string; endsAt: string };
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

/** What is left of the day without the spans, which need not be sorted. */
export function without(spans: readonly Span[]): Span[] {
  const left: Span[] = [];
  let from = 0;
  for (const { start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    if (start > from) left.push({ start: from, end: start });
    from = Math.max(from, end);
  }
  return from < dayMinutes ? [...left, { start: from, end: dayMinutes }] : left;
}
