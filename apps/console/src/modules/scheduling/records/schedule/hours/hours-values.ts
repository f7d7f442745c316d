import type { OpeningHours } from "@caretype/client";
import { HoursException, WeeklyHours } from "@caretype/scheduling/opening-hours/schema";
import { z } from "zod";

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof weekdays)[number];
export type { HoursException, WeeklyHours };

/**
 * The form's values: each day's rules as JSON, as a form holds strings. So conflicts are resolved by day. The form
 * requires a type, not an interface.
 */
export type HoursValues = { [Day in `day${Weekday}`]: string } & { exceptions: string };

const Rules = z.array(WeeklyHours);
const Exceptions = z.array(HoursException);

export const rulesOf = (values: HoursValues, day: Weekday): WeeklyHours[] =>
  Rules.parse(JSON.parse(values[`day${day}`]));

export const exceptionsOf = ({ exceptions }: HoursValues): HoursException[] =>
  Exceptions.parse(JSON.parse(exceptions));

/** The rules of one weekday, the earliest first. */
export const ofDay = (weekly: readonly WeeklyHours[], day: Weekday): WeeklyHours[] =>
  weekly
    .filter(({ weekday }) => weekday === day)
    .toSorted((one, other) => one.opens.localeCompare(other.opens));

export const valuesOf = ({ weekly, exceptions }: Pick<OpeningHours, "weekly" | "exceptions">): HoursValues =>
  Object.fromEntries([
    ...weekdays.map((day) => [`day${day}`, JSON.stringify(ofDay(weekly, day))]),
    ["exceptions", JSON.stringify(exceptions.toSorted((one, other) => one.from.localeCompare(other.from)))],
  ]);

export const hoursOf = (values: HoursValues): Pick<OpeningHours, "weekly" | "exceptions"> => ({
  weekly: weekdays.flatMap((day) => rulesOf(values, day)),
  exceptions: exceptionsOf(values),
});

export const newRule = (weekday: Weekday, opens = "09:00", closes = "17:00"): WeeklyHours => ({
  weekday,
  opens,
  closes,
  validFrom: null,
  validTo: null,
});
