import { type RefObject, useEffect, useEffectEvent } from "react";
import type { CalendarEvent } from "./columns.ts";
import { isMovable, type Place } from "./move.ts";
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

type Held = { event: CalendarEvent; x: number; y: number; grab: number; isDragged: boolean };
type Point = Pick<PointerEvent, "clientX" | "clientY">;

function columnAt(grid: HTMLElement, x: number): { index: number; top: number } | null {
  for (const column of grid.querySelectorAll<HTMLElement>("[data-column]")) {
    const { left, right, top } = column.getBoundingClientRect();
    if (left <= x && x < right) return { index: Number(column.dataset.column), top };
  }
  return null;
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
    return { event, x, y, grab: minuteIn(column.top, y) - event.start, isDragged: false };
  });
  const drag = useEffectEvent(({ event, grab }: Held, point: Point) => {
    const column = grid.current && columnAt(grid.current, point.clientX);
    if (!column) return;
    const start = Math.round((minuteIn(column.top, point.clientY) - grab) / zoom) * zoom;
    moves.show(event, { column: column.index, start }, "pointer");
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
    root.addEventListener("click", (event) => wasDragged || click(event), on);
    return () => ends.abort();
  }, [grid]);
}
