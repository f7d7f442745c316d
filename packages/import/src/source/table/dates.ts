import { dayAt, type PracticeZone, today } from "@caretype/core/kernel/field/day";
import { isStorableInstant } from "@caretype/core/kernel/field/instant";
import { CalendarDate } from "@caretype/core/kernel/field/schemas";
import { soughtDate } from "@caretype/core/people/patient/search/birth-dates";
import { isWeekday, monthsNamed } from "@caretype/core/people/patient/search/month-names";
import { maxWordLength, type Read, withPlainSigns } from "./cells.ts";
import { type DateFormat, type LongFormat, longFormat } from "./schema.ts";

// Parses days, times and instants. Pure: browsers use it.

const midnight =
  /(?:T|(?<![\s,])[\s,]+)(?:0?0:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)?|12:00(?::00)?\s*a\.?m\.?)$/i;

/** Databases and spreadsheets write midnight behind a day. */
export const withoutMidnight = (cell: string): string => cell.trim().replace(midnight, "");

/** In the compact form of ISO 8601 and of laboratories' HL7: `20240224093000`. */
const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)[T ]?([0-2]\d)([0-5]\d)([0-5]\d)?(\.\d+)?(Z|[+-]\d{4})?$/i;

/** Returns a day or a moment without additions, such as a weekday: `Mi, 14. 2. 2024 um 9:30`. */
export function plainMoment(cell: string): string {
  const written = withPlainSigns(cell).trim();
  if (written.length > maxMomentLength || usualMoment.test(written)) return written;
  const text = written
    .replace(
      compact,
      (...[, year, month, day, hour, minute, second = "00", part = "", zone = ""]) =>
        `${year}-${month}-${day}T${hour}:${minute}:${second}${part}${zone}`,
    )
    // JavaScript's format: `Wed Feb 14 2024 09:30:00 GMT+0100 (CET)`.
    .replace(/(?<=:\d\d )(?:GMT|UTC)([+-]\d{4})(?: \([^()]*\))?$/, "$1");
  const [, word = "", rest = ""] = /^(\p{L}{2,12})\.?,?\s+(\S.*)$/su.exec(text) ?? [];
  const isDay = () => namedDay(rest.replace(shortYear, "$<before>20$<year>")) !== undefined;
  // `Mar` is March, too.
  const isBefore = isWeekday(word) && (/^\d+[./-]\s?\d/.test(rest) || isDay());
  return (
    (isBefore ? rest : text)
      .replace(/^(\d{1,2})\.\s+(\d{1,2})\.\s+(?=\d\d(?:\d\d)?\b)/, "$1.$2.")
      // SAS's format: `14FEB2024:09:30:00`.
      .replace(/(?<=^\d{1,2}\p{L}{3}\d{4}):(?=\d)/u, " ")
      .replace(/(?<=\d,?)\s+(?:um|at|à|a las?|às|alle|ore|om|kl\.?|@|[-–])\s+(?=\d)/iu, " ")
  );
}

const maxMomentLength = 100;
const usualMoment = /^(?:\d+([./-])\d+\1\d+(?:[T ]\d[\d:]*)?|\d{4}-\d\d-\d\d[T ]\d.*)$/s;

/** Without seconds, an offset needs a `T` in front of the time: `08:30-09:00` is from half past eight to nine. */
const instant =
  /^(\d{4}-\d\d-\d\d)(?! \d\d:\d\d-)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d)?)$/i;
const timeOnWall = /(?<=^\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$/i;

/** Returns an instant as RFC 3339, also from a database's `2024-02-24 09:30:00+01`. Undefined for any other cell. */
export function instantIn(cell: string): string | undefined {
  const text = plainMoment(cell);
  const named = /^\d{4}-/.test(text) ? undefined : namedDay(text);
  const found = instant.exec(named ? `${named.day} ${named.behind}` : text);
  const [, day = "", time = "", zulu, hours, minutes = "00"] = found ?? [];
  const written = `${day}T${time.padEnd(8, ":00")}${zulu ? "Z" : `${hours}:${minutes}`}`;
  return CalendarDate.safeParse(day).success && isStorableInstant(written) ? written : undefined;
}

/** Returns the day of an instant in the practice. Undefined for any other cell. */
function dayOfInstant(cell: string, timeZone: PracticeZone): string | undefined {
  const written = instantIn(cell);
  return written === undefined ? undefined : dayAt(written, timeZone);
}

/** Returns the day in a cell, also in one with an instant or a time. Any other text stays. */
export const dayIn = (cell: string, timeZone: PracticeZone): string =>
  dayOfInstant(cell, timeZone) ?? withoutMidnight(cell).replace(timeOnWall, "");

/** A date that begins with the year is unambiguous: `1980/1/2`, `1980.01.02`, `19800102`, `1980年1月2日`. */
const yearFirst = (text: string): string =>
  text.replace(
    /^(\d{4})(?:[/.年](\d{1,2})(?:[/.月](?:(\d{1,2})日?)?)?|(\d\d)(\d\d))$/,
    (...[, year, ...parts]) => [year, ...parts.slice(0, 4).filter(Boolean)].join("-"),
  );

/** A day whose month has a name, in any language of the console, and the rest of the text, such as a time. */
export function namedDay(cell: string): { day: string; behind: string } | undefined {
  if (cell.length > maxWordLength || !/\p{L}{3}/u.test(cell)) return undefined;
  const { dates = [], others = "" } = soughtDate(cell, { order: undefined, isPossible: () => true }) ?? {};
  const [day, ...meanings] = dates;
  const behind = others.replace(/^[\s,]+/, "").trimEnd();
  const isFirst = others.startsWith(" ") && cell.endsWith(behind);
  const isNamed = /\p{L}{3}/u.test(cell.slice(0, cell.length - behind.length));
  return day && meanings.length === 0 && isFirst && isNamed ? { day, behind } : undefined;
}

/** The most years that a two-digit year may be ahead. Beyond them, it is in the past. */
const maxYearsAhead = 10;
const shortYear =
  /^(?<before>\d{1,2}(?:([./-])\s?\d{1,2}\2\s?|(?:\.\s?|[\s-])?\p{L}{3,12}(?:\.?,?\s|\.|-)?)|\p{L}{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s)(?<year>\d\d)(?![\d:])/u;

/** Writes out a two-digit year, where the format has one. */
function withLongYear(text: string, format: DateFormat, timeZone: PracticeZone): string {
  if (longFormat(format) === format) return text;
  const latest = Number(today(timeZone).slice(0, 4)) + maxYearsAhead;
  return text.replace(shortYear, (...[, before = "", , digits]) => {
    const year = latest - (latest % 100) + Number(digits);
    return `${before}${year > latest ? year - 100 : year}`;
  });
}

/** Returns the date as `YYYY-MM-DD`, or null for an empty cell. An instant is the same in any format. */
export function readDate(written: string, format: DateFormat, timeZone: PracticeZone = null): Read<string> {
  const cell = withLongYear(plainMoment(written), format, timeZone);
  const day = dayOfInstant(cell, timeZone);
  if (day !== undefined) return { value: day };
  const text = format === "YYYY-MM-DD" ? yearFirst(dayIn(cell, timeZone)) : withoutMidnight(cell);
  // Databases write zeros for no day.
  if (/^(?:0+([-./])0+\1)?0*$/.test(text)) return { value: null };
  const named = namedDay(text);
  if (named?.behind === "") return { value: named.day };
  const [year, month, date] = partsOf(text, longFormat(format)) ?? [];
  if (date === undefined) return { message: `Not a date in the format ${format}` };
  const read = CalendarDate.safeParse(`${year}-${month}-${date}`);
  return read.success ? { value: read.data } : { message: `Not a valid date, read as ${format}` };
}

/** Returns the year, month and day of a text in a format. */
function partsOf(text: string, format: LongFormat): [year: string, month: string, date: string] | undefined {
  const separator = /[^A-Z]/.exec(format)?.[0] ?? "";
  const names = format.split(separator);
  // As in `01. 02. 1980`, and `1.2.1980.` in some languages.
  const parts = text
    .replace(/(?<=\d)\.$/, "")
    .split(separator)
    .map((part) => part.trim());
  const isWritten =
    parts.length === names.length &&
    names.every((name, at) => (name === "YYYY" ? /^\d{4}$/ : /^\d{1,2}$/).test(parts[at] ?? ""));
  const part = (name: string) => (parts[names.indexOf(name)] ?? "").padStart(2, "0");
  return isWritten ? [part("YYYY"), part("MM"), part("DD")] : undefined;
}

const formatsOfMonths: Record<LongFormat, RegExp> = {
  "YYYY-MM-DD": /^(?<year>\d{4})-(?<month>\d{1,2})$/,
  "DD.MM.YYYY": /^(?<month>\d{1,2})\.(?<year>\d{4})$/,
  "DD/MM/YYYY": /^(?<month>\d{1,2})\/(?<year>\d{4})$/,
  "MM/DD/YYYY": /^(?<month>\d{1,2})\/(?<year>\d{4})$/,
  "DD-MM-YYYY": /^(?<month>\d{1,2})-(?<year>\d{4})$/,
  "MM-DD-YYYY": /^(?<month>\d{1,2})-(?<year>\d{4})$/,
};

/** Returns a year, month or day as `YYYY-MM-DD` or its beginning, or null for an empty cell. */
export function readPartialDate(
  cell: string,
  format: DateFormat,
  timeZone: PracticeZone = null,
): Read<string> {
  // As in `~1979` and `ca. 1979`.
  const written = withLongYear(plainMoment(cell), format, timeZone).replace(
    /^(?:[~≈]|ca?\.|ca\b|circa|about|around|approx\.?|etwa|aprox\.?|hacia|vers)\s*(?=\d{4}$)/iu,
    "",
  );
  const text = format === "YYYY-MM-DD" ? yearFirst(written) : written;
  if (/^\d{4}$/.test(text)) return { value: text };
  const { year, month = "" } = formatsOfMonths[longFormat(format)].exec(text)?.groups ?? {};
  if (year !== undefined) return { value: `${year}-${month.padStart(2, "0")}` };
  // Databases and health cards write zeros for unknown parts.
  const parts = partsOf(text, longFormat(format));
  if (parts?.[2] === "00" && parts[0] !== "0000")
    return { value: parts[1] === "00" ? parts[0] : `${parts[0]}-${parts[1]}` };
  const [, name = "", yearBehind] = /^(\p{L}{3,20})\.?,?(?:\s+(?:del?\s+)?|-)(\d{4})$/u.exec(text) ?? [];
  const [named, ...others] = monthsNamed(name);
  if (named && others.length === 0) return { value: `${yearBehind}-${String(named).padStart(2, "0")}` };
  return readDate(text, format, timeZone);
}

/** Minutes may be missing if a word marks a time. */
const clock =
  /^(?<hours>\d{1,2})(?:(?:[:.]|\s?(?:h|uhr)\s?)(?<minutes>\d\d)(?:[:.](?<seconds>\d\d(?:[.,]\d+)?))?)?(?:\s*(?:(?<half>[ap])\.?\s?m\.?|(?<word>uhr|h(?:rs?|s)?\.?)))?$/iu;

/** Returns the time of day as `HH:MM`, with the seconds if they count, or null for an empty cell. */
export function readTimeOfDay(cell: string, { hasSeconds = false } = {}): Read<string> {
  const text = withPlainSigns(cell)
    .trim()
    .replace(/^(?=\d{4}$)\d\d/, "$&:");
  if (text === "") return { value: null };
  const { hours = "", minutes, seconds = "00", half, word } = clock.exec(text)?.groups ?? {};
  const given = Number(hours);
  const hour = half ? (given % 12) + (/p/i.test(half) ? 12 : 0) : given;
  const second = seconds.replace(",", ".").replace(/\.0+$/, "");
  const isValid =
    hours !== "" &&
    (minutes ?? half ?? word) !== undefined &&
    hour < 24 &&
    Math.max(Number(minutes ?? 0), Number(second)) < 60 &&
    (!half || (given >= 1 && given <= 12));
  if (!isValid) return { message: "Not a time of day, such as 09:00" };
  if (second !== "00" && !hasSeconds) return { message: "Has to be a whole minute" };
  const time = `${String(hour).padStart(2, "0")}:${minutes ?? "00"}`;
  return { value: hasSeconds ? `${time}:${second}` : time };
}
