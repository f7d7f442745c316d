import { type ReactNode, useState } from "react";
import { notifyFailed } from "../../../../kit/notice/notify.tsx";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { times } from "../../records/appointment/book/texts.en.ts";
import { texts as calendarTexts, moving as texts } from "../../records/appointment/details/texts.en.ts";
import { type Move, minutesOf } from "../../records/appointment/move.ts";
import type { CalendarColumn, CalendarEvent } from "./columns.ts";
import { columnText, minuteText } from "./event-text.ts";
import { isSamePlace, type Moving, moveTo, type Sized, within } from "./move.ts";

type Grid = {
  columns: readonly CalendarColumn[];
  isDay: boolean;
  zoom: number;
  /** Resolves when the calendar shows the result. */
  onMove: (move: Move) => Promise<unknown>;
};

/** The new start, with the end if the length changes. */
export const shownTime = ({ event, start, minutes }: Moving): string =>
  minutes === minutesOf(event.appointment)
    ? minuteText(start)
    : calendarTexts.range(minuteText(start), minuteText(start + minutes));

/** Moves an event by pointer or keys, and announces it to screen readers. */
export function useMoving({ columns, isDay, zoom, onMove }: Grid) {
  const [moving, setMoving] = useState<Moving | null>(null);
  const [heard, setHeard] = useState<ReactNode>(null);
  const practice = usePracticeTime();
  const leave = () => {
    setMoving(null);
    setHeard(texts.isLeft);
  };
  const show = (event: CalendarEvent, place: Sized, by: "pointer" | "keys") => {
    const { column, start } = within(place, columns.length, zoom);
    const named = columns[column];
    const next = { event, column, start, minutes: place.minutes, by };
    setMoving(next);
    setHeard(named ? texts.to(shownTime(next), columnText(named, isDay)) : null);
  };
  const take = (event: CalendarEvent, column: number) => {
    setMoving({ event, column, start: event.start, minutes: minutesOf(event.appointment), by: "keys" });
    setHeard(texts.begun);
  };
  const drop = async () => {
    const column = moving && columns[moving.column];
    if (!column || isSamePlace(moving, columns)) return leave();
    const to = moveTo(column, moving.start, practice);
    if (to === null) {
      leave();
      return notifyFailed(texts.isNotMoved, times.skipped);
    }
    setMoving({ ...moving, by: "sending" });
    setHeard(null);
    const doctorName = column.doctor?.doctorName ?? null;
    const { appointment } = moving.event;
    const resized = moving.minutes === minutesOf(appointment) ? {} : { minutes: moving.minutes };
    await onMove({ appointment, to: { ...to, ...resized }, doctorName });
    setMoving(null);
  };
  return { moving, heard, take, show, drop, leave };
}

export type Moves = ReturnType<typeof useMoving>;
