import type { PracticeZone } from "@caretype/core/kernel/field/day";
import { TimeZone } from "@caretype/core/kernel/field/schemas";
import ICAL from "ical.js";
import { Temporal } from "temporal-polyfill";
import { findIana } from "windows-iana";
import { occurrencesOf } from "./recurrence.ts";
import type { Block } from "./scan.ts";

// A calendar's time zones: IANA's, Windows', and those that the file describes.

/** Reads the times of a zone. Local times are milliseconds as if the zone was UTC. */
export type Zone = {
  toInstant: (wall: number) => number;
  toWall: (instant: number) => number;
  /** True for an unknown zone, whose local times have no instant. */
  isNowhere?: true;
  /** The cell: an instant, or a local time, with the zone's name (RFC 9557) if there is one. */
  toCell: (wall: number) => string;
};

const secondsOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 19);

export const utc: Zone = {
  toInstant: (wall) => wall,
  toWall: (instant) => instant,
  toCell: (wall) => `${secondsOf(wall)}Z`,
};

/** Times without a zone are the practice's, which is added when the row is read. */
export const floating: Zone = { ...utc, isNowhere: true, toCell: secondsOf };

/** Named zones keep their name, because their rules in the file may be outdated. */
const ianaZone = (name: string): Zone => ({
  toInstant: (wall) => Temporal.PlainDateTime.from(secondsOf(wall)).toZonedDateTime(name).epochMilliseconds,
  toWall: (instant) => {
    const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name);
    return instant + offsetNanoseconds / 1_000_000;
  },
  toCell: (wall) => `${secondsOf(wall)}[${name}]`,
});

/** The check refuses it by its name. */
const unknownZone = (name: string): Zone => ({
  ...floating,
  toCell: (wall) => `${secondsOf(wall)}[${name}]`,
});

/** The zones of a calendar. */
export class Zones {
  readonly #known = new Map<string, Zone>();
  readonly #described: ReadonlyMap<string, ICAL.Component>;

  constructor(blocks: readonly Block[]) {
    const described = blocks.flatMap(({ text }) => componentIn(text) ?? []);
    this.#described = new Map(described.map((zone) => [String(zone.getFirstPropertyValue("tzid")), zone]));
  }

  /** The zone of times without one: the file's, or else the practice's. */
  floatingIn(name: string, practiceZone: PracticeZone): Zone {
    const iana = ianaName(name);
    if (iana) return ianaZone(iana);
    return practiceZone === null ? floating : { ...ianaZone(practiceZone), toCell: floating.toCell };
  }

  named(name: string): Zone {
    const known = this.#known.get(name) ?? this.#find(name);
    this.#known.set(name, known);
    return known;
  }

  #find(name: string): Zone {
    if (/^tzone:\/\/microsoft\/utc$/i.test(name)) return utc;
    const described = this.#described.get(name);
    const location = String(described?.getFirstPropertyValue("x-lic-location") ?? "");
    // IANA's `EST` has no summer time. A file's may have one.
    const isOwn = described !== undefined && /^[a-z]{3,4}$/i.test(name);
    const iana = (isOwn ? undefined : ianaName(name)) ?? ianaName(location);
    if (iana) return ianaZone(iana);
    const onsets = described && onsetsOf(described);
    return onsets ? describedZone(onsets) : unknownZone(name);
  }
}

/** Some programs put a path before the name: `/mozilla.org/20050126_1/Europe/Berlin`. */
function ianaName(name: string): string | undefined {
  const parts = name.split("/");
  const candidates = name.startsWith("/")
    ? [parts.slice(-2).join("/"), parts.slice(-3).join("/")]
    : [name, ...findIana(name).slice(0, 1), ...shownIn(name)];
  return candidates.map(zoneNamed).find((zone) => zone !== undefined);
}

const regions = ["Europe", "America", "US", "Canada", "Asia", "Australia", "Africa", "Pacific", "Atlantic"];

/** One of them has the standard time. */
const someDays = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];

/** Outlook on the web writes a zone's display name: `(UTC-05:00) Eastern Time (US & Canada)`. */
function shownIn(name: string): string[] {
  const shown = /^\((?:UTC|GMT)([+-]\d\d:\d\d)?\) *(\S.*?)(?: Time)?(?: \([^()]*\))?$/.exec(name);
  const [, offset = "+00:00", places = ""] = shown ?? [];
  const instants = someDays.map((wall) => Date.parse(`${secondsOf(wall)}${offset}`));
  const isThere = (zone: string) =>
    zoneNamed(zone) !== undefined &&
    instants.some((instant, at) => ianaZone(zone).toWall(instant) === someDays[at]);
  return places
    .split(/[,;] */)
    .flatMap((place) => [
      ...regions.map((region) => `${region}/${place.replaceAll(" ", "_")}`),
      ...findIana(`${place} Standard Time`),
      ...findIana(place.replace(/^Coordinated Universal(?: Time)?/, "UTC")),
    ])
    .filter(isThere);
}

const zoneNamed = (name: string): string | undefined => TimeZone.safeParse(name).data;

/** The beginning of an offset, in local time before it. Offsets are in milliseconds. */
type Onset = { wall: number; before: number; offset: number };

const maxObservances = 20;
/** Years with times in any import. */
const years = { from: Date.UTC(1900, 0, 1), to: Date.UTC(2100, 0, 1) };

/** Returns a described zone's changes in order, or null if it cannot be read. */
function onsetsOf(zone: ICAL.Component): Onset[] | null {
  const onsets: Onset[] = [];
  for (const observance of zone.getAllSubcomponents().slice(0, maxObservances)) {
    const start = observance.getFirstPropertyValue("dtstart");
    const [from, to] = ["tzoffsetfrom", "tzoffsetto"].map((name) => observance.getFirstPropertyValue(name));
    if (!(start instanceof ICAL.Time && from instanceof ICAL.UtcOffset && to instanceof ICAL.UtcOffset))
      return null;
    const [before, offset] = [from.toSeconds() * 1_000, to.toSeconds() * 1_000];
    const first = Date.parse(`${start.toString().slice(0, 19)}Z`);
    const rule = observance.getFirstPropertyValue("rrule");
    const until = (wall: number, isUtc: boolean) => (isUtc ? wall + before : wall);
    // Clocks change once a year. Other rules would take long, or never end.
    if (rule instanceof ICAL.Recur && rule.freq !== "YEARLY") return null;
    const repeated = rule ? occurrencesOf(String(rule), { start: first, window: years, until }) : [];
    if (Number.isNaN(first) || repeated === null) return null;
    for (const wall of [first, ...repeated]) onsets.push({ wall, before, offset });
  }
  return onsets.length === 0 ? null : onsets.toSorted((a, b) => a.wall - b.wall);
}

/** Written as instants, because the zone is unknown elsewhere. */
function describedZone(onsets: readonly Onset[]): Zone {
  const at = (isOver: (onset: Onset) => boolean) => {
    const onset = onsets.findLast(isOver);
    return onset?.offset ?? onsets[0]?.before ?? 0;
  };
  const toInstant = (wall: number) => wall - at((onset) => onset.wall <= wall);
  return {
    toInstant,
    toWall: (instant) => instant + at((onset) => onset.wall - onset.before <= instant),
    toCell: (wall) => utc.toCell(toInstant(wall)),
  };
}

/** Rules are in any case and with spaces. Zone names with a colon, such as Outlook's, need quotes. */
const tidied = (text: string): string =>
  text
    .replaceAll(/\r\n[ \t]/g, "")
    .replaceAll(/^(?:RRULE|EXRULE)[:;].*/gim, ruleTidied)
    .replaceAll(
      /;TZID=([^";:\r\n]*:(?:(?!;TZID=)[^"\r\n])*?)(?=(?:;[\w-]+=[\w-]+){0,5}:\s*\d{8})/gi,
      ';TZID="$1"',
    )
    .replaceAll(
      /^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)((?:;[\w-]+=(?:"[^"]*"|[^":;]*))*):(.*)/gim,
      timesTidied,
    );

function ruleTidied(written: string): string {
  const rule = written.toUpperCase().replaceAll(/\s/g, "");
  if (rule.startsWith("EXRULE")) return rule;
  return (
    rule
      .replaceAll(/(?<=UNTIL=)[\dTZ:-]+/g, inBasicForm)
      // The library would read 0 as no limit, and -1 and 2.5 as 1 and 2.
      .replaceAll(/(?<=(?:COUNT|INTERVAL)=)(?!0*[1-9]\d*(?:;|$))[^;]*/g, "unknown")
  );
}

/** `2026-12-31T09:00:00` is ISO's extended format. The library would read another day. */
const inBasicForm = (time: string): string =>
  time.replace(/^[\d-]{10}(?:T[\d:]{8})?/i, (marked) => marked.replaceAll(/[:-]/g, ""));

/** The library would read month 13 as January, and leave out an offset. */
function validTime(time: string): string {
  if (!/^\d{8}(?:T\d{6}Z?)?$/.test(time)) return "unknown";
  try {
    Temporal.PlainDateTime.from(time.replace("Z", ""));
    return time;
  } catch {
    return "unknown";
  }
}

/** The value's form decides whether it is a day, also in a list with times, and without `VALUE=DATE`. */
function timesTidied(_line: string, ...[name, parameters = "", values = ""]: string[]): string {
  if (/;VALUE=PERIOD/i.test(parameters)) return `${name}${parameters}:${values.replaceAll(/\s/g, "")}`;
  const others = parameters.replace(/;VALUE=[^;]*/i, "");
  return values
    .replaceAll(/\s/g, "")
    .split(",")
    .filter(Boolean)
    .map((value) => validTime(inBasicForm(value.toUpperCase())))
    .map((value) => `${name}${/^\d{8}$/.test(value) ? ";VALUE=DATE" : ""}${others}:${value}`)
    .join("\r\n");
}

/** Parses a component. Null if it cannot be read. */
export function componentIn(text: string): ICAL.Component | null {
  try {
    const parsed: unknown = ICAL.parse(tidied(text));
    return Array.isArray(parsed) ? new ICAL.Component(parsed) : null;
  } catch {
    return null;
  }
}
