import { type KeyboardEvent, type MouseEvent, type PointerEvent, type RefObject, useRef } from "react";
import { minutesOf } from "../../records/appointment/move.ts";
import type { CalendarEvent } from "./columns.ts";
import { isMovable, minutesByKey, minutesTo, type Place, placeByKey } from "./move.ts";
import type { Moves } from "./use-moving.ts";

type GridPointer = {
  grid: RefObject<HTMLElement | null>;
  minutePx: number;
  zoom: number;
  moves: Moves;
  mayMove: boolean;
  eventAt: (target: EventTarget | null) => CalendarEvent | null;
  onOpen: (event: CalendarEvent) => void;
  /** A click on free space. */
  onFree: (place: Place) => void;
};

/** Pixels the pointer must move to drag, so that a shaky click stays a click. */
const dragPx = 5;
/** Within this distance of the edges, dragging scrolls. */
const edgePx = 40;

/** Height of an event's lower edge, which resizes it, unless the event is too low. */
const handlePx = 6;
const minHeldPx = 18;

type Held = {
  event: CalendarEvent;
  x: number;
  y: number;
  /** Minutes from the event's start to the pointer. */
  grab: number;
  isResized: boolean;
  isDragged: boolean;
};
type Point = { clientX: number; clientY: number };

function isAtHandle({ target, clientY }: PointerEvent): boolean {
  const block = target instanceof Element ? target.closest("[data-event]") : null;
  if (!block) return false;
  const { bottom, height } = block.getBoundingClientRect();
  return height >= minHeldPx && clientY >= bottom - handlePx;
}

function scrollAtEdges(grid: HTMLElement | null, { clientX, clientY }: Point): void {
  const scroll = grid?.parentElement;
  if (!scroll) return;
  const { top, bottom, left, right } = scroll.getBoundingClientRect();
  const by = (at: number, from: number, to: number) =>
    at < from + edgePx ? -edgePx / 2 : at > to - edgePx ? edgePx / 2 : 0;
  scroll.scrollBy(by(clientX, left, right), by(clientY, top + edgePx, bottom));
}

/**
 * Handlers of the grid for clicks and drags. Touch scrolls, and does not drag: it opens an appointment, to reschedule
 * it there.
 */
export function useGridPointer({ grid, minutePx, zoom, moves, mayMove, ...rest }: GridPointer) {
  const held = useRef<Held | null>(null);
  const wasDragged = useRef(false);
  /** The column at a point, and the minute of its day. */
  const placeAt = ({ clientX, clientY }: Point) => {
    for (const element of grid.current?.querySelectorAll<HTMLElement>("[data-column]") ?? []) {
      const { left, right, top } = element.getBoundingClientRect();
      if (left <= clientX && clientX < right)
        return { column: Number(element.dataset.column), minute: (clientY - top) / minutePx };
    }
    return null;
  };
  const end = (finish: () => unknown) => () => {
    if (held.current?.isDragged) finish();
    held.current = null;
  };
  return {
    onPointerDown: (pointer: PointerEvent) => {
      wasDragged.current = false;
      const event = rest.eventAt(pointer.target);
      const place = placeAt(pointer);
      const isHeld = pointer.button === 0 && pointer.pointerType !== "touch" && mayMove && !moves.moving;
      held.current =
        isHeld && event && place && isMovable(event)
          ? {
              event,
              x: pointer.clientX,
              y: pointer.clientY,
              grab: place.minute - event.start,
              isResized: isAtHandle(pointer),
              isDragged: false,
            }
          : null;
    },
    onPointerMove: (pointer: PointerEvent) => {
      const now = held.current;
      if (!now) return;
      const { clientX, clientY, pointerId } = pointer;
      if (!now.isDragged && Math.hypot(clientX - now.x, clientY - now.y) < dragPx) return;
      if (!now.isDragged) grid.current?.setPointerCapture(pointerId);
      now.isDragged = true;
      wasDragged.current = true;
      scrollAtEdges(grid.current, pointer);
      const { event, grab, isResized, x } = now;
      // A resized event stays in its column.
      const place = placeAt({ clientX: isResized ? x : clientX, clientY });
      if (!place) return;
      const { column, minute } = place;
      const to = isResized
        ? { start: event.start, minutes: minutesTo(minute, event.start, zoom) }
        : { start: Math.round((minute - grab) / zoom) * zoom, minutes: minutesOf(event.appointment) };
      moves.show(event, { column, ...to }, "pointer");
    },
    onPointerUp: end(moves.drop),
    onPointerCancel: end(moves.leave),
    onClick: (click: MouseEvent) => {
      // A click without a position comes from a key.
      if (wasDragged.current && click.detail > 0) return;
      const event = rest.eventAt(click.target);
      if (event) return rest.onOpen(event);
      const isColumn =
        click.target instanceof Element &&
        click.target.closest("[data-column]") &&
        !click.target.closest("button");
      const place = placeAt(click);
      if (!place || !isColumn || moves.moving) return;
      rest.onFree({ column: place.column, start: Math.floor(place.minute / zoom) * zoom });
    },
  };
}

type GridKeys = {
  zoom: number;
  moves: Moves;
  mayMove: boolean;
  eventAt: (target: EventTarget | null) => CalendarEvent | null;
};

const columnOf = (event: Element) => Number(event.closest<HTMLElement>("[data-column]")?.dataset.column);

const eventsIn = (column: Element | null | undefined) => [
  ...(column?.querySelectorAll<HTMLElement>("[data-event]") ?? []),
];

/** The event that a key leads to: above, below, or the nearest in time in the next column with events. */
function neighbour(from: HTMLElement, key: string): HTMLElement | undefined {
  const column = from.closest("[data-column]");
  const own = eventsIn(column);
  if (key === "Home") return own[0];
  if (key === "End") return own.at(-1);
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (step !== undefined) return own[own.indexOf(from) + step];
  const side = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (side === undefined) return undefined;
  const columns = [...(column?.parentElement?.querySelectorAll("[data-column]") ?? [])];
  const others =
    side === -1 ? columns.slice(0, columnOf(from)).toReversed() : columns.slice(columnOf(from) + 1);
  const top = from.getBoundingClientRect().top;
  const distance = (event: HTMLElement) => Math.abs(event.getBoundingClientRect().top - top);
  return eventsIn(others.find((other) => eventsIn(other).length > 0)).toSorted(
    (one, other) => distance(one) - distance(other),
  )[0];
}

/**
 * Key handlers of the grid: arrows move between events. M starts moving one; with Shift, arrows change its length.
 */
export function useGridKeys({ zoom, moves, mayMove, eventAt }: GridKeys) {
  const { moving } = moves;
  const moveOn = (press: KeyboardEvent) => {
    if (press.key === "Escape") return moves.leave();
    if (moving?.by !== "keys") return;
    const minutes = press.shiftKey ? minutesByKey(press.key, moving, zoom) : null;
    const place = press.shiftKey ? minutes && moving : placeByKey(press.key, moving, zoom);
    if (!place && !["Enter", " "].includes(press.key)) return;
    press.preventDefault();
    if (place) moves.show(moving.event, { ...moving, ...place, ...(minutes && { minutes }) }, "keys");
    else void moves.drop();
  };
  return {
    onKeyDown: (press: KeyboardEvent) => {
      const { target, key, ctrlKey, metaKey, altKey } = press;
      const event = eventAt(target);
      if (!(target instanceof HTMLElement) || !event || ctrlKey || metaKey || altKey) return;
      if (moving) return moveOn(press);
      if (key.toLowerCase() === "m" && mayMove && isMovable(event)) {
        press.preventDefault();
        return moves.take(event, columnOf(target));
      }
      const next = neighbour(target, key);
      if (!next) return;
      press.preventDefault();
      next.focus();
    },
    onBlur: () => {
      if (moving?.by === "keys") moves.leave();
    },
  };
}
