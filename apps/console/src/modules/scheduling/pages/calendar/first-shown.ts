import { dayMinutes, type Wall } from "../../../../session/practice-time/wall.ts";
import type { CalendarColumn } from "./columns.ts";

const usualOpening = 7 * 60;

/** The first opening, in minutes. */
const firstOpening = (columns: readonly CalendarColumn[]): number => {
  const openings = columns.flatMap(({ closed: [first] }) =>
    first && first.end < dayMinutes ? [first.start === 0 ? first.end : 0] : [],
  );
  return openings.length === 0 ? usualOpening : Math.min(...openings);
};

const lastClosing = ({ closed }: CalendarColumn): number => {
  const last = closed.at(-1);
  return last?.end === dayMinutes ? last.start : dayMinutes;
};

/** Visits that began shortly before are still under way. */
const underWay = 30;

export type Start = {
  /** The first opening, or now, if the practice is open today. */
  first: number;
  opening: number;
  /** The last closing. */
  closing: number;
};

/** Inputs of the first shown minute. */
export function startOf(columns: readonly CalendarColumn[], now: Wall): Start {
  const opening = firstOpening(columns);
  const isOpen = columns.some((column) => column.date === now.date && now.minute < lastClosing(column));
  const first = isOpen ? Math.max(opening, now.minute - underWay) : opening;
  const closings = columns.map(lastClosing).filter((minute) => minute > 0);
  return { first, opening, closing: Math.max(opening, ...closings) };
}

/** Space above the first minute, and below the last. */
const around = 30;

/** The minute at the top, for a view of `visible` minutes. Shows as few closed hours below as possible. */
export function minuteAtTop({ first, opening, closing }: Start, visible: number): number {
  const latest = Math.max(opening, closing + 2 * around - visible);
  return Math.max(Math.min(first, latest) - around, 0);
}
