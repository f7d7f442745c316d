import { formatTimeOfDay } from "../../../../../kit/form/typed-time.ts";
import { dateFormat, formatDate } from "../../../../../words/format/format.ts";
import { hours as texts } from "../texts.en.ts";
import { type HoursException, ofDay, type WeeklyHours, weekdays } from "./hours-values.ts";

const longDay = dateFormat({ weekday: "long", timeZone: "UTC" });

/** A weekday's name, 1 for Monday. 1 January 2024 was a Monday. */
export const weekdayName = (weekday: number): string => longDay.format(Date.UTC(2024, 0, weekday));

const range = (opens: string, closes: string) => texts.range(formatTimeOfDay(opens), formatTimeOfDay(closes));

function describeRule({ opens, closes, validFrom, validTo }: WeeklyHours): string {
  const hours = range(opens, closes);
  if (validFrom && validTo) return texts.between(hours, formatDate(validFrom), formatDate(validTo));
  if (validFrom) return texts.from(hours, formatDate(validFrom));
  return validTo ? texts.until(hours, formatDate(validTo)) : hours;
}

/** One weekday's rules in one line. `ofDay` are its rules. */
export const describeDay = (rules: readonly WeeklyHours[]): string =>
  rules.map(describeRule).join(", ") || texts.closed;

/** A week in one line. Consecutive days with equal hours are joined. Closed days are omitted. */
export function describeWeek(weekly: readonly WeeklyHours[]): string {
  const runs: { days: [first: number, last: number]; hours: string }[] = [];
  for (const day of weekdays) {
    const rules = ofDay(weekly, day);
    if (rules.length === 0) continue;
    const hours = describeDay(rules);
    const before = runs.at(-1);
    if (before?.hours === hours && before.days[1] === day - 1) before.days[1] = day;
    else runs.push({ days: [day, day], hours });
  }
  return runs
    .map(({ days: [first, last], hours }) => {
      const name = weekdayName(first);
      return texts.ofDay(first === last ? name : texts.range(name, weekdayName(last)), hours);
    })
    .join(" · ");
}

export function describeException({ kind, from, to, opens, closes }: HoursException): string {
  const days = from === to ? formatDate(from) : texts.range(formatDate(from), formatDate(to));
  const hours = opens !== null && closes !== null ? range(opens, closes) : null;
  return [days, texts.kinds[kind], hours].filter(Boolean).join(" · ");
}
