import { dayMinutes, type Wall } from "../../session/practice-time/wall.ts";
import type { CalendarColumn } from "./columns.ts";

const usualOpening = 7 * 60;

/** When the first one opens, in minutes. */
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

/** The minute to begin with: the first opening, or now, while the practice is open today. */
export function firstShown(columns: readonly CalendarColumn[], now: Wall): number {
  const opening = firstOpening(columns);
  const isOpen = columns.some((column) => column.date === now.date && now.minute < lastClosing(column));
  return isOpen ? Math.max(opening, now.minute - underWay) : opening;
}
