import { RRuleTemporal } from "rrule-temporal";

// Expands recurrence rules. Times are local: milliseconds as if the zone was UTC. `rrule-temporal` knows all parts of
// RFC 5545, and unlike `ical.js` ends on a rule that never applies, such as each 30 February.

/** Years before and after today in which a recurring event has appointments. */
const past = 10;
const future = 2;
/** The most occurrences of an event. */
export const maxOccurrences = 5_000;
/** Enough for each day of the years above. */
const limits = { maxIterations: 6_000 };

/** Local times. */
type Window = { from: number; to: number };
type ToWall = (wall: number, isUtc: boolean) => number;

/** The years from which a series is imported: around today, or from a later start. */
export function windowOf(today: Date, start: number): Window {
  const year = today.getUTCFullYear();
  const last = Math.max(year, new Date(start).getUTCFullYear()) + future;
  return { from: Date.UTC(year - past, 0, 1), to: Date.UTC(last + 1, 0, 1) - 1 };
}

/** Visits do not repeat this often within a day, and expanding such a rule takes long. */
const maxTimesPerDay = 6;

/**
 * Returns a rule's times within the window. Null if it repeats too often or cannot be read. `until` converts the end,
 * which may have no zone, to the event's local time.
 */
export function occurrencesOf(
  rule: string,
  { start, window, until }: { start: number; window: Window; until: ToWall },
): number[] | null {
  const parts = new Map(rule.split(";").map((part) => [part.split("=")[0]?.toUpperCase() ?? "", part]));
  if (!/^FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/i.test(parts.get("FREQ") ?? "")) return null;
  if (timesPerDay(parts) > maxTimesPerDay) return null;
  const end = parts.get("UNTIL");
  if (end) {
    const wall = untilOnWall(end, until);
    if (wall === null) return null;
    parts.set("UNTIL", `UNTIL=${compact(wall)}`);
  }
  try {
    const rruleString = `DTSTART:${compact(start)}\nRRULE:${[...parts.values()].join(";")}`;
    const expanded = new RRuleTemporal({ rruleString, ...limits, cache: false, strict: true });
    return expanded
      .between(new Date(window.from), new Date(window.to), true)
      .map(({ epochMilliseconds }) => epochMilliseconds);
  } catch {
    return null;
  }
}

const timesPerDay = (parts: ReadonlyMap<string, string>): number =>
  ["BYHOUR", "BYMINUTE", "BYSECOND"].reduce(
    (product, name) => product * (parts.get(name)?.split(",").length ?? 1),
    1,
  );

/** A last day is included. */
function untilOnWall(part: string, wallOf: ToWall): number | null {
  const [, year, month, day, time, zulu] = /^UNTIL=(\d{4})(\d\d)(\d\d)(?:T(\d{6})(Z?))?$/i.exec(part) ?? [];
  if (!year) return null;
  const at = Date.parse(`${year}-${month}-${day}T${(time ?? "235959").replace(/(..)(..)(..)/, "$1:$2:$3")}Z`);
  if (Number.isNaN(at)) return null;
  return wallOf(at, Boolean(zulu));
}

const compact = (wall: number): string =>
  new Date(wall).toISOString().replace(/\.\d+/, "").replaceAll(/[:-]/g, "");
