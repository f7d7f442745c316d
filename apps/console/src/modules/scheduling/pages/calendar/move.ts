import { mayDo } from "@caretype/scheduling/appointment/steps";
import type { PracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { dayMinutes, timeOf } from "../../../../session/practice-time/wall.ts";
import { type MoveTo, minutesOf } from "../../records/appointment/move.ts";
import type { CalendarColumn, CalendarEvent } from "./columns.ts";

/** A place in the grid: a column, and a minute of its day. */
export type Place = { column: number; start: number };

/** A place, and the event's length there. */
export type Sized = Place & { minutes: number };

/** An event that is being moved or resized. `sending`: it was dropped. */
export type Moving = Sized & { event: CalendarEvent; by: "pointer" | "keys" | "sending" };

export const isMovable = ({ appointment, isBeginning }: CalendarEvent): boolean =>
  isBeginning && mayDo("reschedule", appointment.status);

/** The length to an end, in whole slots, at least one. */
export const minutesTo = (end: number, start: number, zoom: number): number =>
  Math.max(Math.round(end / zoom) * zoom - start, zoom);

/** The length set by Shift and an arrow key; null for other keys. */
export function minutesByKey(key: string, { start, minutes }: Sized, zoom: number): number | null {
  const end = start + minutes;
  if (key === "ArrowUp") return minutesTo((Math.ceil(end / zoom) - 1) * zoom, start, zoom);
  if (key === "ArrowDown") return minutesTo((Math.floor(end / zoom) + 1) * zoom, start, zoom);
  return null;
}

/** A place within the grid. */
export const within = ({ column, start }: Place, columns: number, zoom: number): Place => ({
  column: Math.min(Math.max(column, 0), columns - 1),
  start: Math.min(Math.max(start, 0), dayMinutes - zoom),
});

/** The place that the arrow keys lead to; null for other keys. From between two slots, the next one. */
export function placeByKey(key: string, { column, start }: Place, zoom: number): Place | null {
  if (key === "ArrowUp") return { column, start: (Math.ceil(start / zoom) - 1) * zoom };
  if (key === "ArrowDown") return { column, start: (Math.floor(start / zoom) + 1) * zoom };
  if (key === "ArrowLeft") return { column: column - 1, start };
  if (key === "ArrowRight") return { column: column + 1, start };
  return null;
}

/** Where an appointment was dropped; null if clocks skip that time. */
export function moveTo(column: CalendarColumn, start: number, practice: PracticeTime): MoveTo | null {
  const startsAt = practice.instantAt(column.date, timeOf(start));
  if (startsAt === null) return null;
  return {
    startsAt,
    ...(column.doctor && { doctorId: column.doctor.doctorId }),
    ...(column.room !== undefined && { roomId: column.room?.id ?? null }),
  };
}

/**
 * Whether a drop would change nothing. Compares columns, not doctors: in week view, a column may name one doctor and
 * also show visits of former ones.
 */
export const isSamePlace = (
  { event, column, start, minutes }: Moving,
  columns: readonly CalendarColumn[],
): boolean =>
  start === event.start &&
  minutes === minutesOf(event.appointment) &&
  (columns[column]?.events.some(({ item }) => item.appointment.id === event.appointment.id) ?? true);
