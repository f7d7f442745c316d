import ICAL from "ical.js";
import Papa from "papaparse";

// Reads a calendar file (RFC 5545) as a table, a row for each appointment. `ical.js` refuses what is no calendar, and
// knows recurrence and its exceptions.

/** Years before and after today in which a recurring event has rows. */
const past = 10;
const future = 2;
/** The most rows of an event, and of a file. */
const mostOccurrences = 5_000;
const mostRows = 200_000;

/** Named as the properties of RFC 5545, in any language of the console. */
const columns = [
  "SUMMARY",
  "ATTENDEE",
  "ATTENDEE;CN",
  "ORGANIZER",
  "ORGANIZER;CN",
  "X-WR-CALNAME",
  "DTSTART",
  "DTEND",
  "STATUS",
  "CATEGORIES",
  "LOCATION",
  "DESCRIPTION",
  "UID",
] as const;
type Row = Partial<Record<(typeof columns)[number], string>>;

/** Returns CSV with the columns that have a value, or null if the text is no calendar, or has too many appointments. */
export function calendarToCsv(text: string, { name, today }: { name: string; today: Date }): string | null {
  const calendars = parse(text);
  if (calendars === null) return null;
  const rows = calendars.flatMap((calendar) => rowsOf(calendar, { name, today }));
  if (rows.length > mostRows) return null;
  const used = columns.filter((column) => column === "DTSTART" || rows.some((row) => row[column]));
  return Papa.unparse([used, ...rows.map((row) => used.map((column) => row[column] ?? ""))]);
}

function parse(text: string): ICAL.Component[] | null {
  try {
    const parsed: unknown[] = ICAL.parse(text);
    // Several calendars in one file are a list.
    const all = (Array.isArray(parsed[0]) ? parsed : [parsed]).flatMap((each) =>
      Array.isArray(each) ? [new ICAL.Component(each)] : [],
    );
    return all.length > 0 && all.every(({ name }) => name === "vcalendar") ? all : null;
  } catch {
    return null;
  }
}

type Source = { name: string; today: Date };

function rowsOf(calendar: ICAL.Component, { name, today }: Source): Row[] {
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const title = textOf(calendar, "x-wr-calname") || name.replace(/\.ics$/i, "");
  const events = calendar.getAllSubcomponents("vevent");
  const recurring = new Set(
    events
      .filter((event) => event.hasProperty("rrule") || event.hasProperty("rdate"))
      .map((event) => textOf(event, "uid")),
  );
  return events.flatMap((component) => {
    const uid = textOf(component, "uid");
    // Its series has its row.
    if (component.hasProperty("recurrence-id") && recurring.has(uid)) return [];
    return appointmentsOf(component, today).map((row) => ({ ...row, "X-WR-CALNAME": title }));
  });
}

/** An event that cannot be read has a row, too, so that the check tells it. */
function appointmentsOf(component: ICAL.Component, today: Date): Row[] {
  try {
    const event = new ICAL.Event(component);
    const start = component.getFirstProperty("dtstart");
    if (!start) return [{ ...factsOf(component), DTSTART: "" }];
    if (!event.isRecurring()) return [occurrence(event, { start: event.startDate, end: event.endDate })];
    const rule = component.getFirstPropertyValue("rrule");
    const frequency = rule instanceof ICAL.Recur ? rule.freq : "";
    if (["SECONDLY", "MINUTELY", "HOURLY"].includes(frequency))
      return [{ ...factsOf(component), DTSTART: `RRULE:${String(rule)}` }];
    return occurrences(event, today);
  } catch {
    return [{ ...factsOf(component), DTSTART: "unreadable" }];
  }
}

function occurrences(event: ICAL.Event, today: Date): Row[] {
  const year = today.getFullYear();
  const rows: Row[] = [];
  const all = event.iterator();
  for (let next = all.next(); next; next = all.next()) {
    if (next.year > year + future) break;
    if (rows.length === mostOccurrences) {
      rows.push({ ...factsOf(event.component), DTSTART: `RRULE>${mostOccurrences}` });
      break;
    }
    if (next.year < year - past) continue;
    const { item, startDate, endDate, recurrenceId } = event.getOccurrenceDetails(next);
    rows.push({
      ...occurrence(item, { start: startDate, end: endDate }),
      UID: `${event.uid}/${recurrenceId.toString()}`,
    });
  }
  return rows;
}

function occurrence(event: ICAL.Event, { start, end }: { start: ICAL.Time; end: ICAL.Time }): Row {
  const { component } = event;
  const zone = zoneOf(component, "dtstart");
  const hasEnd = component.hasProperty("dtend") || component.hasProperty("duration");
  return {
    ...factsOf(component),
    DTSTART: momentOf(start, zone),
    ...(hasEnd && { DTEND: momentOf(end, zoneOf(component, "dtend") ?? zone) }),
  };
}

const zoneOf = (component: ICAL.Component, property: string): string | undefined => {
  const zone = component.getFirstProperty(property)?.getParameter("tzid");
  return typeof zone === "string" ? zone : undefined;
};

/**
 * A day for an event of whole days. In UTC as an instant. In another zone with its name (RFC 9557), as its rules in the
 * file may be old; a zone that only the file knows becomes an instant. Without a zone, the time is the practice's.
 */
function momentOf(time: ICAL.Time, zone: string | undefined): string {
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.utcTimezone) return time.toString();
  if (zone === undefined) return time.toString();
  const isOfFile = ICAL.TimezoneService.has(zone);
  if (isOfFile && !isKnown(zone)) return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
  return `${time.toString().replace(/Z$/, "")}[${zone}]`;
}

function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** What the check reads as a status. An event without one counts as booked until it has ended. */
const statuses: Record<string, string> = {
  CANCELLED: "cancelled",
  TENTATIVE: "booked",
  CONFIRMED: "confirmed",
};

function factsOf(component: ICAL.Component): Row {
  const attendee = component.getFirstProperty("attendee");
  const organizer = component.getFirstProperty("organizer");
  return {
    SUMMARY: textOf(component, "summary"),
    ATTENDEE: addressOf(attendee),
    "ATTENDEE;CN": nameOf(attendee),
    ORGANIZER: addressOf(organizer),
    "ORGANIZER;CN": nameOf(organizer),
    STATUS: statuses[textOf(component, "status").toUpperCase()] ?? "",
    CATEGORIES: textOf(component, "categories"),
    LOCATION: textOf(component, "location"),
    DESCRIPTION: textOf(component, "description"),
    UID: textOf(component, "uid"),
  };
}

/** A text on one line, so that each event is a line of the table. */
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
