// Splits a calendar file's text (RFC 5545) into events with their lines. A library that parses the whole file would
// refuse all of it for one broken event.

/** The lines of a component, and its first line in the file. */
export type Block = {
  line: number;
  text: string;
  /** False if its end is missing, or it is too long to be read. */
  isWhole: boolean;
};

export type Calendar = {
  /** The value of `X-WR-CALNAME`. Empty if it has no name. */
  name: string;
  /** The value of `X-WR-TIMEZONE`, Google's zone for times without one. Empty if there is none. */
  timeZone: string;
  /** True if the file withdraws its events (`METHOD:CANCEL`). */
  isWithdrawn: boolean;
  zones: Block[];
  events: Block[];
};

type Open = { name: string; line: number; lines: string[]; length: number };

const begins = /^BEGIN:\s*([\w-]+)\s*$/i;
const ends = /^END:\s*([\w-]+)\s*$/i;

/** The properties that are read. Others, such as attachments, may be large. */
const wanted = new Set([
  "UID",
  "SUMMARY",
  "DTSTART",
  "DTEND",
  "DURATION",
  "RRULE",
  "EXRULE",
  "RDATE",
  "EXDATE",
  "RECURRENCE-ID",
  "SEQUENCE",
  "DTSTAMP",
  "STATUS",
  "ATTENDEE",
  "ORGANIZER",
  "CATEGORIES",
  "LOCATION",
  "DESCRIPTION",
  "TZID",
  "TZOFFSETFROM",
  "TZOFFSETTO",
  "X-LIC-LOCATION",
]);
/** Parsing time grows faster than the length. */
const maxBlockLength = 256 * 1024;

/** Returns a file's calendars. Empty for another kind of file. */
export function scanCalendars(text: string): Calendar[] {
  const scan = new Scan();
  let line = 0;
  for (const each of text.replace(/^\u{FEFF}/u, "").split(/\r\n|\n|\r/)) scan.add(each, ++line);
  return scan.end();
}

class Scan {
  readonly #calendars: Calendar[] = [];
  #calendar: Calendar | null = null;
  #block: Open | null = null;
  /** The names of the block's open components. */
  #inner: string[] = [];
  #isWanted = false;
  /** The calendar's current property, whose line may be continued. */
  #property = "";

  add(text: string, line: number) {
    const begun = begins.exec(text)?.[1]?.toUpperCase();
    const ended = ends.exec(text)?.[1]?.toUpperCase();
    if (begun === "VCALENDAR") this.#open();
    else if (ended === "VCALENDAR") this.#close();
    // An event without an end does not swallow the next one.
    else if (this.#block && begun !== "VEVENT") this.#addToBlock(this.#block, { text, begun, ended });
    else if (this.#calendar && begun) this.#begin(begun, text, line);
    else if (this.#calendar) {
      this.#property = /^[ \t]/.test(text) ? this.#property + text.slice(1) : text;
      readProperty(this.#calendar, this.#property);
    }
  }

  end(): Calendar[] {
    this.#endBlock(false);
    return this.#calendars;
  }

  #open() {
    this.#endBlock(false);
    this.#calendar = { name: "", timeZone: "", isWithdrawn: false, zones: [], events: [] };
    this.#calendars.push(this.#calendar);
  }

  #close() {
    this.#endBlock(false);
    this.#calendar = null;
  }

  #begin(name: string, text: string, line: number) {
    this.#endBlock(false);
    this.#block = { name, line, lines: [text], length: text.length };
    this.#inner = [];
  }

  #addToBlock(block: Open, { text, begun, ended }: Parts) {
    if (begun) this.#inner.push(begun);
    const isOutside = this.#inner.length === 0;
    // An event's alarms are skipped, but a time zone's rules are read.
    if ((isOutside || block.name === "VTIMEZONE") && this.#isRead(text)) {
      block.length += text.length;
      if (block.length <= maxBlockLength) block.lines.push(text);
    }
    if (ended && this.#inner.at(-1) === ended) this.#inner.pop();
    else if (ended === block.name) this.#endBlock(isOutside);
  }

  /** A line that begins with a space continues the one before. */
  #isRead(text: string): boolean {
    if (!/^[ \t]/.test(text)) {
      const name = /^[\w-]+/.exec(text)?.[0].toUpperCase() ?? "";
      this.#isWanted = wanted.has(name) || name === "BEGIN" || name === "END";
    }
    return this.#isWanted;
  }

  #endBlock(isEnded: boolean) {
    const { name, line, lines, length = 0 } = this.#block ?? {};
    this.#block = null;
    if (!this.#calendar || !lines || line === undefined) return;
    const block = { line, text: lines.join("\r\n"), isWhole: isEnded && length <= maxBlockLength };
    if (name === "VEVENT") this.#calendar.events.push(block);
    if (name === "VTIMEZONE" && block.isWhole) this.#calendar.zones.push(block);
  }
}

type Parts = { text: string; begun: string | undefined; ended: string | undefined };

function readProperty(calendar: Calendar, text: string) {
  const [, name = "", value = ""] = /^([\w-]+)(?:;[^:]*)?:(.*)$/.exec(text) ?? [];
  if (name.toUpperCase() === "X-WR-CALNAME")
    calendar.name = value.replaceAll(/\\n/gi, " ").replaceAll(/\\(.)/g, "$1").trim();
  if (name.toUpperCase() === "X-WR-TIMEZONE") calendar.timeZone = value.trim();
  if (name.toUpperCase() === "METHOD") calendar.isWithdrawn = value.trim().toUpperCase() === "CANCEL";
}
