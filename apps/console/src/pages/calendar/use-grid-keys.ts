import type { KeyboardEvent } from "react";
import type { CalendarEvent } from "./columns.ts";
import { isMovable, minutesByKey, placeByKey } from "./move.ts";
import type { Moves } from "./use-moving.ts";

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

/** The event that a key leads to: above, below, or in the next column that has any, the nearest in time. */
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
 * Handlers of the grid for keys: arrows lead from event to event. M moves one, which is what dragging does by pointer.
 * With Shift, they change its length, as dragging its lower edge does.
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
