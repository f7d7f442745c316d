import { type DateOrder, dateFormat, shortTime, today } from "../../words/format/format.ts";
import { type TypedDate, typedDay, typedPartialDate, unread, usualOrder } from "./typed-date.ts";

const momentFormat = dateFormat({ dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
/** A moment such as `2026-11-24T14:30`, as displayed. */
export const formatMoment = (moment: string): string => momentFormat.format(new Date(`${moment}:00Z`));

/**
 * `14:30`, `14.30`, `2:30 pm`, `230 pm`, `2 p. m.`, `14h30`, `um 14 Uhr 30`, with or without a date. Seconds are
 * dropped.
 */
const timeAtEnd =
  /^(?<day>.*?)(?:^|(?<![\s,])[\s,]+|(?<=\d)T)(?:(?:at|um|a las)\s+)?(?<hours>\d{1,2})(?:(?:[:.h]|\s?Uhr\s?)(?<minutes>\d\d)(?::\d\d(?:\.\d+)?)?|(?<joined>\d\d)(?=\s?[ap]\.?\s?m))?\s?(?:(?<half>[ap])\.?\s?m\.?|(?<whole>Uhr|h))?$/iu;

/** Returns `HH:MM`, up to `24:00`, or undefined if invalid. */
function timeOf({
  hours,
  joined,
  minutes = joined,
  half,
  whole,
}: Partial<Record<string, string>>): string | undefined {
  if (minutes === undefined && half === undefined && whole === undefined) return undefined;
  const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
  const isHour = half === undefined ? hour < 24 || (hour === 24 && minute === 0) : hour >= 1 && hour <= 12;
  if (!isHour || minute > 59) return undefined;
  const counted = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  return [counted, minute].map((part) => String(part).padStart(2, "0")).join(":");
}

const timeFormat = dateFormat({ ...shortTime, timeZone: "UTC" });
/** A time of day as displayed. `24:00` is shown as midnight. */
export const formatTimeOfDay = (time: string): string =>
  timeFormat.format(new Date(`2024-01-01T${time === "24:00" ? "00:00" : time}Z`));

/** Parses a time of day to `HH:MM`. Accepts digits alone: `9`, `930`, `1430`. The end of the day is midnight. */
export function typedTime(text: string): TypedDate {
  const trimmed = text.trim();
  const digits = /^(?<hours>\d\d??)(?<minutes>\d\d)?$/.exec(trimmed)?.groups;
  const { day, ...parts } = timeAtEnd.exec(trimmed)?.groups ?? {};
  const time = digits ? timeOf({ ...digits, minutes: digits.minutes ?? "00" }) : day === "" && timeOf(parts);
  const value = time === "24:00" ? "00:00" : time;
  return value ? { value, shown: formatTimeOfDay(value), isDate: true, others: [] } : unread(trimmed);
}

export const isTime = (value: string): boolean => typedTime(value).isDate;

/** Formats a month as `YYYY-MM`. */
export function typedMonth(text: string): TypedDate {
  const found = typedPartialDate(text);
  return found.isDate && found.value.length === 7 ? found : unread(text.trim());
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Parses a date and time to `2026-11-24T14:30`. A time alone means today. `24:00` is midnight of the next day. */
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
  const value = time === "24:00" ? `${dayAfter(day.value)}T00:00` : `${day.value}T${time}`;
  return { value, shown: formatMoment(value), isDate: true, others: day.others };
}
