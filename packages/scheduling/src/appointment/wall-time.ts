import type { Temporal } from "temporal-polyfill";

/** `isShown` is false for a local time that clocks skip. */
export type Start = { startsAt: string; isShown: boolean };

/** Returns the first instant of a local time. */
export function startAt(wall: Temporal.PlainDateTime, timeZone: string): Start {
  const start = wall.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  return { startsAt: start.toInstant().toString(), isShown: start.toPlainDateTime().equals(wall) };
}
