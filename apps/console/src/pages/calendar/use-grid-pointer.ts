import { type RefObject, useEffect, useEffectEvent } from "react";
import { minutesOf } from "../../records/appointment/move.ts";
import type { CalendarEvent } from "./columns.ts";
import { isMovable, minutesTo, type Place, type Sized } from "./move.ts";
import type { Moves } from "./use-moving.ts";

type GridPointer = {
  grid: RefObject<HTMLElement | null>;
  minutePx: number;
  zoom: number;
  moves: Moves;
  mayMove: boolean;
  eventAt: (target: EventTarget | null) => CalendarEvent | null;
  onOpen: (event: CalendarEvent) => void;
  /** A click beside the events. */
  onFree: (place: Place) => void;
};

/** The pointer has to move so far before it drags, so that a click with a shaky hand stays a click. */
const dragPx = 5;
/** Within this distance of the edges, dragging scrolls. */
const edgePx = 40;

/** The lower edge of an event, by which it is resized, unless it is too low to be held elsewhere. */
const handlePx = 6;
const leastHeldPx = 18;

type Held = {
  event: CalendarEvent;
  x: number;
  y: number;
  grab: number;
  isResized: boolean;
  isDragged: boolean;
};
type Point = Pick<PointerEvent, "clientX" | "clientY">;

function columnAt(grid: HTMLElement, x: number): { index: number; top: number } | null {
  for (const column of grid.querySelectorAll<HTMLElement>("[data-column]")) {
    const { left, right, top } = column.getBoundingClientRect();
    if (left <= x && x < right) return { index: Number(column.dataset.column), top };
  }
  return null;
}

function isAtHandle({ target, clientY }: PointerEvent): boolean {
  const block = target instanceof Element ? target.closest("[data-event]") : null;
  if (!block) return false;
  const { bottom, height } = block.getBoundingClientRect();
  return height >= leastHeldPx && clientY >= bottom - handlePx;
}

type Dragged = Point & Pick<GridPointer, "minutePx" | "zoom">;

/** Where an event would be. A resized one stays in its column. */
function draggedTo(
  grid: HTMLElement,
  held: Held,
  { clientX, clientY, minutePx, zoom }: Dragged,
): Sized | null {
  const { event, grab, isResized, x } = held;
  const column = columnAt(grid, isResized ? x : clientX);
  if (!column) return null;
  const minute = (clientY - column.top) / minutePx;
  const { start } = event;
  if (isResized) return { column: column.index, start, minutes: minutesTo(minute, start, zoom) };
  const minutes = minutesOf(event.appointment);
  return { column: column.index, start: Math.round((minute - grab) / zoom) * zoom, minutes };
}

function scrollAtEdges(grid: HTMLElement, { clientX, clientY }: Point): void {
  const scroll = grid.parentElement;
  if (!scroll) return;
  const { top, bottom, left, right } = scroll.getBoundingClientRect();
  const by = (at: number, from: number, to: number) =>
    at < from + edgePx ? -edgePx / 2 : at > to - edgePx ? edgePx / 2 : 0;
  scroll.scrollBy(by(clientX, left, right), by(clientY, top + edgePx, bottom));
}

/**
 * Clicks and drags, with one listener for all events. Fingers scroll, and do not drag: they open an appointment and
 * reschedule it there.
 */
export function useGridPointer({ grid, minutePx, zoom, moves, ...rest }: GridPointer): void {
  const minuteIn = (top: number, y: number) => (y - top) / minutePx;
  const hold = useEffectEvent((pointer: PointerEvent): Held | null => {
    const event = rest.eventAt(pointer.target);
    const column = grid.current && columnAt(grid.current, pointer.clientX);
    const isFree = moves.moving === null && rest.mayMove;
    if (!event || !column || !isFree || !isMovable(event)) return null;
    const { clientX: x, clientY: y } = pointer;
    const grab = minuteIn(column.top, y) - event.start;
    return { event, x, y, grab, isResized: isAtHandle(pointer), isDragged: false };
  });
  const drag = useEffectEvent((held: Held, { clientX, clientY }: Point) => {
    const place = grid.current && draggedTo(grid.current, held, { clientX, clientY, minutePx, zoom });
    if (place) moves.show(held.event, place, "pointer");
  });
  const drop = useEffectEvent(() => void moves.drop());
  const leave = useEffectEvent(() => moves.leave());
  const click = useEffectEvent(({ target, clientX, clientY }: MouseEvent) => {
    const event = rest.eventAt(target);
    if (event) return rest.onOpen(event);
    const column = grid.current && columnAt(grid.current, clientX);
    const isColumn = target instanceof Element && target.closest("[data-column]");
    if (!column || !isColumn || moves.moving) return;
    const start = Math.floor(minuteIn(column.top, clientY) / zoom) * zoom;
    rest.onFree({ column: column.index, start });
  });
  useEffect(() => {
    const root = grid.current;
    if (!root) return;
    const ends = new AbortController();
    const on = { signal: ends.signal };
    let held: Held | null = null;
    let wasDragged = false;
    root.addEventListener(
      "pointerdown",
      (pointer) => {
        wasDragged = false;
        held = pointer.button === 0 && pointer.pointerType !== "touch" ? hold(pointer) : null;
      },
      on,
    );
    root.addEventListener(
      "pointermove",
      (pointer) => {
        if (!held) return;
        const { clientX, clientY, pointerId } = pointer;
        if (!held.isDragged && Math.hypot(clientX - held.x, clientY - held.y) < dragPx) return;
        if (!held.isDragged) root.setPointerCapture(pointerId);
        held.isDragged = true;
        wasDragged = true;
        scrollAtEdges(root, pointer);
        drag(held, pointer);
      },
      on,
    );
    const end = (finish: () => void) => () => {
      if (held?.isDragged) finish();
      held = null;
    };
    root.addEventListener("pointerup", end(drop), on);
    root.addEventListener("pointercancel", end(leave), on);
    addEventListener("keydown", ({ key }) => key === "Escape" && end(leave)(), on);
    // A click without a place is of a key.
    root.addEventListener("click", (event) => (wasDragged && event.detail > 0) || click(event), on);
    return () => ends.abort();
  }, [grid]);
}
