import { dateFormat, formatDate } from "../../shell/text/format.ts";
import { appointmentSetupTexts } from "../../texts/appointment-setup.ts";
import type { HoursException, WeeklyHours } from "./hours-values.ts";

const texts = appointmentSetupTexts.hours;

const longDay = dateFormat({ weekday: "long", timeZone: "UTC" });
const wallTime = dateFormat({ hour: "2-digit", minute: "2-digit", timeZone: "UTC" });

/** The name of a weekday, 1 for Monday. The first of January 2024 was one. */
export const weekdayName = (weekday: number): string => longDay.format(Date.UTC(2024, 0, weekday));

/** A time of day as the reader writes it. */
export const timeOfDay = (text: string): string =>
  text === "24:00" ? wallTime.format(Date.UTC(2024, 0, 1)) : wallTime.format(new Date(`2024-01-01T${text}Z`));

const range = (opens: string, closes: string) => texts.range(timeOfDay(opens), timeOfDay(closes));

function describeRule({ opens, closes, validFrom, validTo }: WeeklyHours): string {
  const hours = range(opens, closes);
  if (validFrom && validTo) return texts.between(hours, formatDate(validFrom), formatDate(validTo));
  if (validFrom) return texts.from(hours, formatDate(validFrom));
  return validTo ? texts.until(hours, formatDate(validTo)) : hours;
}

/** The rules of one weekday in one line. */
export const describeDay = (rules: readonly WeeklyHours[]): string =>
  rules.length === 0 ? texts.closed : rules.map(describeRule).join(", ");

export function describeException({ kind, from, to, opens, closes }: HoursException): string {
  const days = from === to ? formatDate(from) : texts.range(formatDate(from), formatDate(to));
  const hours = opens !== null && closes !== null ? range(opens, closes) : null;
  return [days, texts.kinds[kind], hours].filter(Boolean).join(" · ");
}
