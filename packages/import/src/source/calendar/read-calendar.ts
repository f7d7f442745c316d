import type { PracticeZone } from "@caretype/core/kernel/field/day";
import ICAL from "ical.js";
import { type CalendarColumn, calendarColumns } from "./columns.ts";
import { compareVersions, type EventVersion, latestEvents } from "./events.ts";
import { maxOccurrences, occurrencesOf, windowOf } from "./recurrence.ts";
import { type Calendar, scanCalendars } from "./scan.ts";
import { floating, utc, type Zone, Zones } from "./zones.ts";

// Reads a calendar file (RFC 5545) as a table with a row for each appointment. Pure: browsers use it.

/** Cells in the order of `calendarColumns`, and the event's first line. */
export type CalendarRow = { line: number; cells: string[] };
type Cells = Partial<Record<CalendarColumn, string>>;

export const maxCalendarRows = 200_000;
/** Expanding a rule takes up to a tenth of a second. */
const maxRules = 2_000;

export type CalendarSource = {
  /** The file's name, for a calendar without a name. */
  file: string;
  /** Determines the years of recurring events. */
  today: Date;
  /** The zone of times without one. */
  timeZone: PracticeZone;
  /** Maps a line of the text to the file's line, if they differ. */
  lineOf?: (line: number) => number;
};

/** Thrown for a file that is no calendar, or has too many appointments. */
export class NotReadable extends Error {
  readonly reason: "notCalendar" | "tooMany";

  constructor(reason: NotReadable["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Yields the rows of each event. An unreadable event has a row, too, so that the check reports it.
 * @throws {NotReadable}
 */
export function* readCalendar(
  text: string,
  { file, lineOf = (line) => line, ...readAt }: CalendarSource,
): Generator<CalendarRow[]> {
  const calendars = scanCalendars(text);
  if (calendars.length === 0) throw new NotReadable("notCalendar");
  const [title, counts] = [file.replace(/\.ics$/i, ""), { rows: 0, rules: 0 }];
  for (const calendar of calendars) {
    const reader = new EventReader(calendar, readAt);
    for (const group of latestEvents(calendar)) {
      if (group === null) {
        yield [];
        continue;
      }
      const { line, events } = group;
      const rules = events.filter(isRecurring).length;
      counts.rules += rules;
      const isOver = rules > 0 && counts.rules > maxRules;
      const rows: Cells[] = isOver ? [{ DTSTART: "RRULE" }] : reader.rowsOf(events);
      counts.rows += rows.length;
      if (counts.rows > maxCalendarRows) throw new NotReadable("tooMany");
      yield rows.map((row) => {
        const place = lineOf(Number(row.LINE ?? line));
        const cells: Cells = { "X-WR-CALNAME": calendar.name || title, ...row, LINE: String(place) };
        return { line: place, cells: calendarColumns.map((column) => cells[column] ?? "") };
      });
    }
  }
}

/** Returns a calendar's bytes without folds inside a UTF-8 letter, which some programs write. */
export function withoutFoldsInLetters(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const newline = bytes[at] === 0x0d ? at + 1 : at;
    const isFold = bytes[newline] === 0x0a && (bytes[newline + 1] === 0x20 || bytes[newline + 1] === 0x09);
    // No letter begins with such a byte.
    if (isFold && ((bytes[newline + 2] ?? 0) & 0xc0) === 0x80) at = newline + 1;
    else kept[length++] = bytes[at] ?? 0;
  }
  return kept.subarray(0, length);
}

const isRecurring = ({ component }: EventVersion): boolean =>
  component !== null && ["rrule", "rdate", "exrule"].some((name) => component.hasProperty(name));

/** A local time in its zone. */
type Moment = { wall: number; zone: Zone; isDate: boolean };
type Readable = EventVersion & { component: ICAL.Component };
const isReadable = (event: EventVersion): event is Readable => event.component !== null;

class EventReader {
  readonly #zones: Zones;
  readonly #today: Date;
  readonly #isWithdrawn: boolean;
  /** The zone of times without one, outside of a series. */
  readonly #floating: Zone;

  constructor(
    { zones, timeZone, isWithdrawn }: Calendar,
    { today, timeZone: practiceZone }: Pick<CalendarSource, "today" | "timeZone">,
  ) {
    this.#zones = new Zones(zones);
    this.#floating = this.#zones.floatingIn(timeZone, practiceZone);
    this.#today = today;
    this.#isWithdrawn = isWithdrawn;
  }

  /** Returns the rows of the events of one UID: a series and its changed occurrences, or a single event. */
  rowsOf(events: readonly EventVersion[]): Cells[] {
    const [readable, broken] = [events.filter(isReadable), events.filter((event) => !isReadable(event))];
    const series = readable.find((event) => !event.component.hasProperty("recurrence-id"));
    const changed = readable.filter((event) => event !== series);
    return [
      ...broken.map(({ line }) => ({ DTSTART: "cannot be read", LINE: String(line) })),
      ...(series && isRecurring(series)
        ? this.#guarded(series, () => this.#series(series, changed))
        : [...(series ? [series] : []), ...changed].flatMap((event) =>
            this.#guarded(event, () => [this.#single(event)]),
          )),
    ];
  }

  #guarded(event: Readable, read: () => Cells[]): Cells[] {
    try {
      return read();
    } catch {
      return [{ ...this.#facts(event), DTSTART: "cannot be read" }];
    }
  }

  /** Returns the row of an event. An event that withdraws an occurrence may only name it. */
  #single(event: Readable, zone = this.#floating): Cells {
    const facts = this.#facts(event);
    const id = this.#momentOf(event, "recurrence-id", zone);
    const start = this.#momentOf(event, "dtstart", zone) ?? id;
    if (!start) return { ...facts, DTSTART: "" };
    return {
      ...facts,
      ...(id && { UID: `${facts.UID}/${cellOf(id, true)}` }),
      ...timesOf(this.#times(event, start)),
    };
  }

  #times(event: Readable, start: Moment): Times {
    const end = this.#momentOf(event, "dtend", start.zone);
    const duration = event.component.getFirstPropertyValue("duration");
    if (end || !(duration instanceof ICAL.Duration)) return { start, end };
    return { start, end: duration };
  }

  #series(series: Readable, changed: readonly Readable[]): Cells[] {
    const start = this.#momentOf(series, "dtstart", this.#floating);
    const facts = this.#facts(series);
    if (!start) return [{ ...facts, DTSTART: "" }];
    // An all-day event is no appointment: one problem covers all days.
    if (start.isDate) return [{ ...facts, DTSTART: cellOf(start) }];
    const walls = this.#wallsOf(series, start);
    if (!walls)
      return [{ ...facts, DTSTART: `RRULE:${String(series.component.getFirstPropertyValue("rrule"))}` }];
    const changes = this.#changesOf(changed, start, walls);
    const whole = { facts, ...this.#times(series, start), wall: start.wall };
    const ends = this.#endsOfPeriods(series, start);
    const own = new Set(changes.map((change) => change.wall));
    const rows: Cells[] = walls
      .filter((wall) => !own.has(wall))
      .map((wall) => {
        const later = changes.findLast((change) => change.isForFollowing && change.wall <= wall);
        const source = later ?? whole;
        const end = later ? undefined : ends.get(wall);
        return {
          ...source.facts,
          ...timesOf(source, wall - source.wall),
          ...(end && { DTEND: cellOf(end) }),
          UID: `${facts.UID}/${cellOf({ ...start, wall }, true)}`,
        };
      });
    if (walls.length === maxOccurrences) rows.push({ ...facts, DTSTART: `RRULE>${maxOccurrences}` });
    const changedRows = changes.flatMap(({ event, wall, facts: own }) =>
      this.#guarded(event, () => {
        const isMoved = event.component.hasProperty("dtstart") || Number.isNaN(wall);
        const row = isMoved
          ? this.#single(event, this.#homeOf(start))
          : { ...facts, ...timesOf(whole, wall - whole.wall), ...filled(own) };
        return [{ ...row, UID: `${facts.UID}/${cellOf({ ...start, wall }, true)}` }];
      }),
    );
    return [...rows, ...changedRows];
  }

  /** The latest change of each occurrence, in order, and whether it also changes all later ones. */
  #changesOf(changed: readonly Readable[], start: Moment, walls: readonly number[]) {
    const named = this.#namedAmong(walls, start);
    const changes = changed.toSorted(compareVersions).map((event) => {
      const id = this.#momentOf(event, "recurrence-id");
      const range = event.component.getFirstProperty("recurrence-id")?.getParameter("range");
      const wall = id ? (named(id)[0] ?? this.#wallIn(start, id)) : Number.NaN;
      const own = this.#momentOf(event, "dtstart", this.#homeOf(start)) ?? { ...start, wall };
      const isForFollowing = range === "THISANDFUTURE";
      return { event, wall, isForFollowing, facts: this.#facts(event), ...this.#times(event, own) };
    });
    const latest = new Map(changes.map((change) => [change.wall, change]));
    return [...latest.values()].toSorted((a, b) => a.wall - b.wall);
  }

  /** Returns a series' occurrences, in its start's local time. Null if a rule cannot be expanded. */
  #wallsOf({ component }: Readable, start: Moment): number[] | null {
    if (component.hasProperty("exrule")) return null;
    const walls = new Set([start.wall]);
    const rules = component.getAllProperties("rrule");
    const window = windowOf(this.#today, start.wall);
    if (rules.length > 0) walls.clear();
    for (const rule of rules) {
      const until = (wall: number, isUtc: boolean) =>
        this.#wallIn(start, { wall, zone: isUtc ? utc : floating, isDate: false });
      const context = { start: start.wall, window, until };
      const found = occurrencesOf(String(rule.getFirstValue()), context);
      if (!found) return null;
      for (const wall of found) walls.add(wall);
    }
    for (const time of this.#listed(component, "rdate")) walls.add(this.#wallIn(start, time));
    const kept = [...walls]
      .filter((wall) => wall >= window.from && wall <= window.to)
      .toSorted((a, b) => a - b);
    const named = this.#namedAmong(kept, start);
    const left = new Set(this.#listed(component, "exdate").flatMap(named));
    return kept.filter((wall) => !left.has(wall)).slice(0, maxOccurrences);
  }

  #listed(component: ICAL.Component, name: "rdate" | "exdate"): Moment[] {
    return component.getAllProperties(name).flatMap((property) =>
      property.getValues().flatMap((value) => {
        const time = value instanceof ICAL.Period ? value.start : value;
        return time instanceof ICAL.Time ? [this.#moment(time, property)] : [];
      }),
    );
  }

  /** The zone of a series' times without one. UTC does not count, because it is no local zone. */
  #homeOf({ zone }: Moment): Zone {
    return zone === utc ? this.#floating : zone;
  }

  /** Converts a moment to the start's local time. A day means the start's time on that day. */
  #wallIn(start: Moment, { wall, zone, isDate }: Moment): number {
    const home = this.#homeOf(start);
    if (isDate) {
      const clock = start.zone === utc ? home.toWall(start.wall) : start.wall;
      return this.#wallIn(start, { wall: wall + timeOf(clock), zone: home, isDate: false });
    }
    const own = zone.isNowhere ? home : zone;
    return own.isNowhere || start.zone.isNowhere ? wall : start.zone.toWall(own.toInstant(wall));
  }

  /**
   * Finds the occurrences that a moment names: the one that begins then, even in an hour that the clocks skip.
   * Otherwise the day's occurrences, for a day, a midnight, or if only one of the two has a zone.
   */
  #namedAmong(walls: readonly number[], start: Moment): (moment: Moment) => readonly number[] {
    const all = new Set(walls);
    const dayOf = (wall: number) => Math.floor(wall / dayLength);
    const homeDayOf = (wall: number) => dayOf(start.zone === utc ? this.#floating.toWall(wall) : wall);
    let days: ReadonlyMap<number, number[]> | undefined;
    return (moment) => {
      const wall = this.#wallIn(start, moment);
      if (!moment.isDate && all.has(wall)) return [wall];
      days ??= Map.groupBy(walls, homeDayOf);
      const at = start.zone.toInstant(wall);
      const same = days.get(homeDayOf(wall))?.filter((each) => start.zone.toInstant(each) === at) ?? [];
      if (!moment.isDate && same.length > 0) return same;
      const isWall = moment.zone.isNowhere || start.zone.isNowhere;
      const day = isWall ? moment.wall : [moment.wall, wall].find((each) => timeOf(each) === 0);
      return day === undefined ? [] : (days.get(dayOf(day)) ?? []);
    };
  }

  /** The ends of a series' listed periods, by their beginning in the start's local time. */
  #endsOfPeriods({ component }: Readable, start: Moment): Map<number, Moment> {
    const periods = component
      .getAllProperties("rdate")
      .flatMap((property) => property.getValues().map((value) => ({ property, value })));
    return new Map(
      periods.flatMap(({ property, value }) => {
        if (!(value instanceof ICAL.Period)) return [];
        const wall = this.#wallIn(start, this.#moment(value.start, property));
        const end = value.end
          ? this.#moment(value.end, property, this.#homeOf(start))
          : after({ ...start, wall }, value.getDuration());
        return [[wall, end] as const];
      }),
    );
  }

  /** `zone`: the zone of a time without one. */
  #momentOf(
    { component }: Readable,
    name: "dtstart" | "dtend" | "recurrence-id",
    zone = floating,
  ): Moment | null {
    const property = component.getFirstProperty(name);
    const value = property?.getFirstValue();
    return property && value instanceof ICAL.Time ? this.#moment(value, property, zone) : null;
  }

  #moment(time: ICAL.Time, property: ICAL.Property, without = floating): Moment {
    const { year, month, day, hour, minute, second, isDate } = time;
    const wall = new Date(0);
    wall.setUTCFullYear(year, month - 1, day);
    wall.setUTCHours(hour, minute, second);
    if (Number.isNaN(wall.getTime())) throw new RangeError("not a time");
    const name = property.getParameter("tzid");
    const isUtc = time.zone === ICAL.Timezone.utcTimezone;
    const zone = isUtc ? utc : typeof name === "string" ? this.#zones.named(name) : without;
    return { wall: wall.getTime(), zone, isDate };
  }

  #facts({ component, line }: Readable): Cells {
    const attendee = component.getFirstProperty("attendee");
    const organizer = component.getFirstProperty("organizer");
    const status = textOf(component, "status").toUpperCase();
    return {
      SUMMARY: textOf(component, "summary"),
      ATTENDEE: addressOf(attendee),
      "ATTENDEE;CN": nameOf(attendee),
      ORGANIZER: addressOf(organizer),
      "ORGANIZER;CN": nameOf(organizer),
      STATUS: this.#isWithdrawn ? "cancelled" : (statuses[status] ?? ""),
      CATEGORIES: textOf(component, "categories"),
      LOCATION: textOf(component, "location"),
      DESCRIPTION: textOf(component, "description"),
      UID: textOf(component, "uid"),
      LINE: String(line),
    };
  }
}

const filled = (cells: Cells): Cells => Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell));

/** The end is null if there is none. */
type Times = { start: Moment; end: Moment | ICAL.Duration | null };

/** Days of a duration are calendar days, all else is exact time, regardless of clock changes. */
function after(start: Moment, duration: ICAL.Duration): Moment {
  const days = (duration.weeks * 7 + duration.days) * dayLength * (duration.isNegative ? -1 : 1);
  const begin = start.wall + days;
  const exact = duration.toSeconds() * 1_000 - days;
  const { zone } = start;
  const instant = zone.toInstant(begin) + exact;
  const isOnWall = start.isDate || zone.toInstant(begin + exact) === instant;
  return isOnWall ? { ...start, wall: begin + exact } : { wall: instant, zone: utc, isDate: false };
}

const endOf = ({ start, end }: Times, shift: number): Moment | null => {
  const begin = { ...start, wall: start.wall + shift };
  if (end instanceof ICAL.Duration) return after(begin, end);
  if (!end || shift === 0 || end.isDate) return end && { ...end, wall: end.wall + shift };
  // All occurrences last as long as the first, regardless of clock changes.
  const seconds = (end.zone.toInstant(end.wall) - start.zone.toInstant(start.wall)) / 1_000;
  return after(begin, ICAL.Duration.fromSeconds(seconds));
};

function timesOf(times: Times, shift = 0): Cells {
  const { start } = times;
  const end = endOf(times, shift);
  return { DTSTART: cellOf({ ...start, wall: start.wall + shift }), ...(end && { DTEND: cellOf(end) }) };
}

const dayLength = 86_400_000;
const timeOf = (wall: number): number => ((wall % dayLength) + dayLength) % dayLength;

/** The status for the check. An event without one is booked until it has ended. */
const statuses: Record<string, string> = {
  CANCELLED: "cancelled",
  TENTATIVE: "booked",
  CONFIRMED: "confirmed",
};

/** `isId`: without the zone's name, like identifiers of earlier imports. */
function cellOf({ wall, zone, isDate }: Moment, isId = false): string {
  const text = new Date(wall).toISOString();
  if (isDate) return text.slice(0, 10);
  if (!isId) return zone.toCell(wall);
  return zone === utc ? utc.toCell(wall) : floating.toCell(wall);
}

/** Returns a text on one line, so that each event is a line of the table. */
const textOf = (component: ICAL.Component, property: string): string =>
  String(component.getFirstPropertyValue(property) ?? "")
    .replace(/\s+/gu, " ")
    .trim();

const addressOf = (person: ICAL.Property | null): string =>
  String(person?.getFirstValue() ?? "").replace(/^mailto:/i, "");

function nameOf(person: ICAL.Property | null): string {
  const name = person?.getParameter("cn");
  return typeof name === "string" ? name.replace(/\s+/gu, " ").trim() : "";
}
