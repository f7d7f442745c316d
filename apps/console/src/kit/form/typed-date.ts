import { soughtBirth, soughtDate } from "@caretype/api/patient/birth-dates";
import {
  type DateOrder,
  dateFormat,
  dateOrderOf,
  formatDate,
  shortTime,
  today,
  typingLocale,
} from "../../words/format/format.ts";

export type TypedDate = {
  /** `YYYY-MM-DD`, or the text itself if it is no date. */
  value: string;
  /** The date as it is displayed, or the text itself. */
  shown: string;
  isDate: boolean;
  /** What the text may mean as well, displayed. */
  others: string[];
};

type Sought = (text: string, order: DateOrder | undefined) => ReturnType<typeof soughtBirth>;
type Reading = { sought: Sought; isBetter: (one: string, other: string) => number };

const unread = (text: string): TypedDate => ({ value: text, shown: text, isDate: false, others: [] });

/**
 * Reads a date as people type it. The order of the reader's region decides between several meanings, then the reading.
 */
function typed(text: string, order: DateOrder | undefined, { sought, isBetter }: Reading): TypedDate {
  const found = sought(text, undefined);
  const preferred = new Set(sought(text, order)?.dates);
  // Only an exact date counts, not a text that contains one.
  if (found === null || /\S/.test(found.others)) return unread(text.trim());
  const [value = "", ...others] = found.dates.toSorted(
    (one, other) => Number(preferred.has(other)) - Number(preferred.has(one)) || isBetter(one, other),
  );
  return { value, shown: formatDate(value), isDate: true, others: others.map(formatDate) };
}

const usualOrder = dateOrderOf(typingLocale);

/** A date of birth. Of two centuries, the later one is meant. */
export const typedBirth = (text: string, order: DateOrder | undefined = usualOrder): TypedDate =>
  typed(text, order, { sought: soughtBirth, isBetter: (one, other) => other.localeCompare(one) });

const distance = (date: string) => Math.abs(Date.parse(date) - Date.parse(today()));

/** Any other day. Of two centuries, the closer one is meant. */
export const typedDay = (text: string, order: DateOrder | undefined = usualOrder): TypedDate =>
  typed(text, order, {
    sought: (each, one) => soughtDate(each, { order: one, isPossible: () => true }),
    isBetter: (one, other) => distance(one) - distance(other),
  });

export const isDay = (value: string): boolean => typedDay(value).isDate;
export const isDayOrEmpty = (value: string): boolean => value === "" || isDay(value);

const monthFormat = dateFormat({ month: "long", year: "numeric", timeZone: "UTC" });

/** A day, a month or a year: `2019`, `2019-05` or `2019-05-28`, or as people write them. */
export function typedPartialDate(text: string, order: DateOrder | undefined = usualOrder): TypedDate {
  const day = typedDay(text, order);
  const trimmed = text.trim();
  if (day.isDate) return day;
  if (/^\d{4}$/.test(trimmed)) return { value: trimmed, shown: trimmed, isDate: true, others: [] };
  const month = /^(?<year>\d{4})-(?<month>\d\d)$|^(?<month>\d\d?)\s?[./-]\s?(?<year>\d{4})$/.exec(
    trimmed,
  )?.groups;
  const isNamed = /^\p{L}/u.test(trimmed);
  // With the first of the month, it is a day that can be read. Dots are written only where the day comes first.
  const found = typedDay(month ? `1.${month.month}.${month.year}` : `1 ${trimmed}`);
  if (!found.isDate || !(month || isNamed)) return day;
  const value = found.value.slice(0, 7);
  return { value, shown: monthFormat.format(new Date(`${value}-01`)), isDate: true, others: [] };
}

const momentFormat = dateFormat({ dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
/** `2026-11-24T14:30` as it is displayed. */
export const formatMoment = (moment: string): string => momentFormat.format(new Date(`${moment}:00Z`));

/** `14:30`, `2:30 pm`, `2 p. m.`, `14h30`, `um 14 Uhr`, after a day or alone. Seconds are left out. */
const timeAtEnd =
  /^(?<day>.*?)(?:^|[\s,]+|(?<=\d)T)(?:(?:at|um|a las)\s+)?(?<hours>\d{1,2})(?:[:h](?<minutes>\d\d)(?::\d\d(?:\.\d+)?)?)?\s?(?:(?<half>[ap])\.?\s?m\.?|(?<whole>Uhr|h))?$/iu;

/** Returns `HH:MM`; undefined if the parts are no time. */
function timeOf({ hours, minutes, half, whole }: Partial<Record<string, string>>): string | undefined {
  if (minutes === undefined && half === undefined && whole === undefined) return undefined;
  const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
  const isHour = half === undefined ? hour < 24 : hour >= 1 && hour <= 12;
  if (!isHour || minute > 59) return undefined;
  const counted = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  return [counted, minute].map((part) => String(part).padStart(2, "0")).join(":");
}

const timeFormat = dateFormat({ ...shortTime, timeZone: "UTC" });
/** `14:30` as it is displayed. The end of a day, `24:00`, is midnight. */
export const formatTimeOfDay = (time: string): string =>
  timeFormat.format(new Date(`2024-01-01T${time === "24:00" ? "00:00" : time}Z`));

/** A time of day as `HH:MM`. Digits alone are one, too: `9`, `930` or `1430`. */
export function typedTime(text: string): TypedDate {
  const trimmed = text.trim();
  const digits = /^(?<hours>\d\d??)(?<minutes>\d\d)?$/.exec(trimmed)?.groups;
  const { day, ...parts } = timeAtEnd.exec(trimmed)?.groups ?? {};
  const value = digits ? timeOf({ ...digits, minutes: digits.minutes ?? "00" }) : day === "" && timeOf(parts);
  return value ? { value, shown: formatTimeOfDay(value), isDate: true, others: [] } : unread(trimmed);
}

export const isTime = (value: string): boolean => typedTime(value).isDate;

/** A month as `YYYY-MM`. */
export function typedMonth(text: string): TypedDate {
  const found = typedPartialDate(text);
  return found.isDate && found.value.length === 7 ? found : unread(text.trim());
}

/** A day and a time, as `2026-11-24T14:30`. A time alone is one of today. */
export function typedMoment(
  text: string,
  order: DateOrder | undefined = usualOrder,
  todayThere: string = today(),
): TypedDate {
  const trimmed = text.trim();
  const parts = timeAtEnd.exec(trimmed)?.groups ?? {};
  const time = timeOf(parts);
  const day = typedDay(parts.day || todayThere, order);
  if (time === undefined || !day.isDate) return unread(trimmed);
  const value = `${day.value}T${time}`;
  return { value, shown: formatMoment(value), isDate: true, others: day.others };
}

/** A stored date as the reader would type it. */
export function shownAs(value: string, read: (text: string) => TypedDate): string {
  const { shown } = read(value);
  return read(shown).value === value ? shown : value;
}
