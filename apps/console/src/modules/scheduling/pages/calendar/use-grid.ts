import { skipToken, useQuery } from "@tanstack/react-query";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { api } from "../../../../session/client/api.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { type Span, spansOn, type Wall, wallOf } from "../../../../session/practice-time/wall.ts";
import type { CalendarColumn, CalendarEvent } from "./columns.ts";
import { minuteAtTop, type Start, startOf } from "./first-shown.ts";
import type { Moving } from "./move.ts";
import type { Moves } from "./use-moving.ts";

type Grid = RefObject<HTMLElement | null>;

/** Returns a function that finds the event of a grid element. */
export function useEventAt(columns: readonly CalendarColumn[]) {
  const events = useMemo(
    () =>
      columns.map(({ events: own }) => new Map(own.map(({ item }) => [String(item.appointment.id), item]))),
    [columns],
  );
  return useCallback(
    (target: EventTarget | null): CalendarEvent | null => {
      const element = target instanceof Element ? target.closest<HTMLElement>("[data-event]") : null;
      const column = element?.closest<HTMLElement>("[data-column]")?.dataset.column;
      return events[Number(column)]?.get(element?.dataset.event ?? "") ?? null;
    },
    [events],
  );
}

type StartOptions = { columns: readonly CalendarColumn[]; now: Wall; isBusy: boolean; minutePx: number };

/** Scrolls to the start of the day, again if it changes, and keeps the top time when zooming. */
export function useStartAt(grid: Grid, { columns, now, isBusy, minutePx }: StartOptions): void {
  const [begun, setBegun] = useState(() => ({ start: startOf(columns, now), isBusy }));
  // Until then, it showed another view's days.
  if (begun.isBusy && !isBusy) setBegun({ start: startOf(columns, now), isBusy });
  const { start } = begun;
  const shown = useRef<{ of: Start; minute: number }>(null);
  useLayoutEffect(() => {
    const scroll = grid.current?.parentElement;
    if (!scroll) return;
    const head = grid.current?.firstElementChild?.clientHeight ?? 0;
    if (shown.current?.of !== start)
      shown.current = { of: start, minute: minuteAtTop(start, (scroll.clientHeight - head) / minutePx) };
    scroll.scrollTop = shown.current.minute * minutePx;
    const note = () => {
      shown.current = { of: start, minute: scroll.scrollTop / minutePx };
    };
    scroll.addEventListener("scroll", note, { passive: true });
    return () => scroll.removeEventListener("scroll", note);
  }, [grid, start, minutePx]);
}

/** More than most calendars have columns. */
const framesToWait = 120;

/** Returns the focus to a moved event, which may be in another column, and keeps a preview in view. */
export function useKeptFocus(grid: Grid, { moving }: Moves): void {
  const moved = useRef<string | null>(null);
  useEffect(() => {
    if (moving) {
      moved.current = moving.event.appointment.id;
      if (moving.by === "keys")
        grid.current
          ?.querySelector("[data-preview]")
          ?.scrollIntoView({ block: "nearest", inline: "nearest" });
      return;
    }
    const id = moved.current;
    moved.current = null;
    if (id === null) return;
    // Columns are rendered one by one.
    let frame = 0;
    let left = framesToWait;
    const focus = () => {
      if (document.activeElement !== document.body || left === 0) return;
      left -= 1;
      grid.current
        ?.querySelector<HTMLElement>(`[data-event="${CSS.escape(id)}"]`)
        ?.focus({ preventScroll: true });
      frame = requestAnimationFrame(focus);
    };
    focus();
    return () => cancelAnimationFrame(frame);
  }, [grid, moving]);
}

/** When doctor and room of a moved appointment are free in a column, and whether it may stay. */
export function useFreeSpans(moving: Moving | null, columns: readonly CalendarColumn[]) {
  const moved = moving?.event.appointment;
  const wall = wallOf(usePracticeTime().timeZone);
  const target = moving ? columns[moving.column] : undefined;
  const isByDoctor = columns.some(({ doctor }) => doctor && doctor.doctorId !== moved?.doctorId);
  const room = target?.room === undefined ? moved?.roomId : target.room?.id;
  const wanted = moved && {
    visitTypeId: moved.visitTypeId,
    exceptAppointmentId: moved.id,
    doctorId: isByDoctor ? undefined : moved.doctorId,
    roomId: room ?? undefined,
    from: columns[0]?.date ?? "",
    to: columns.at(-1)?.date ?? "",
    joined: true,
    limit: 1_000,
  };
  const { data } = useQuery(api.appointment.slots.queryOptions(wanted ?? skipToken));
  /** Undefined while loading. */
  const freeIn = (column: CalendarColumn): readonly Span[] | undefined => {
    // Another room needs another query.
    if (column.room !== undefined && column !== target) return;
    const doctorId = column.doctor?.doctorId ?? moved?.doctorId;
    const free = data?.items.filter((slot) => slot.doctorId === doctorId);
    return free?.flatMap(({ startsAt, endsAt }) =>
      spansOn(column.date, [{ from: wall(startsAt), to: wall(endsAt) }]),
    );
  };
  const isFree = (span: Span) =>
    moving && span.start <= moving.start && moving.start + moving.minutes <= span.end;
  return { freeIn, isFree: target && freeIn(target)?.some(isFree) };
}
