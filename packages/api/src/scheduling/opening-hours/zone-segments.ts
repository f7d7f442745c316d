import { Temporal } from "temporal-polyfill";

/** A stretch of time in which clocks are not changed. All values are milliseconds; `end` is exclusive. */
export type ZoneSegment = {
  start: number;
  end: number;
  /** The time on the wall minus UTC. */
  offset: number;
};

const millisecondsOf = (nanoseconds: number) => nanoseconds / 1_000_000;

/** Cuts a range of instants at each change of the zone's clocks. The zone has to be known to Node. */
export function zoneSegments(timeZone: string, start: number, end: number): ZoneSegment[] {
  const segments: ZoneSegment[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone);
  while (at.epochMilliseconds < end) {
    const next = at.getTimeZoneTransition("next");
    const until = next === null ? end : Math.min(end, next.epochMilliseconds);
    const offset = millisecondsOf(at.offsetNanoseconds);
    segments.push({ start: at.epochMilliseconds, end: until, offset });
    if (next === null) break;
    at = next;
  }
  return segments;
}
