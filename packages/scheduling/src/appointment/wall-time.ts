import type { Temporal } from "temporal-polyfill";

/** `isShown` is false for a time that clocks skip. */
export type Start = { startsAt: string; isShown: boolean };

/** Returns the instant at which the wall shows a time first. */
export function startAt(wall: Temporal.PlainDateTime, timeZone: string): Start {
  const start = wall.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  return { startsAt: start.toInstant().toString(), isShown: start.toPlainDateTime().equals(wall) };
}
