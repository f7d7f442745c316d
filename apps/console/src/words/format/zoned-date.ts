import { TZDate } from "@date-fns/tz";
import { timeZone } from "./format.ts";

/** A date in the user's time zone: its parts, such as the hours, are local. */
export const zonedDate = (at: Date): Date => new TZDate(at.getTime(), timeZone);

/** The instant of a local time of day. Months begin with 1, and days may exceed a month. */
export function instantOf(
  { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 },
  zone = timeZone,
): Date {
  const date = new TZDate(2000, 0, 1, hour, minute, second, zone);
  // The constructor maps years below 100 to the 20th century.
  date.setFullYear(year, month - 1, day);
  return new Date(date.getTime());
}
