import { CalendarDate } from "@caretype/api/field";
import { addDays } from "../practice-time.ts";

/** The day in the address; undefined for today. */
export type CalendarDay = { day?: string };

export function readCalendarDay(search: Record<string, unknown>): CalendarDay {
  const { data } = CalendarDate.safeParse(search.day);
  return data === undefined ? {} : { day: data };
}

/** The days of the week from Monday, as opening hours count them. */
export function weekOf(day: string): string[] {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, index) => addDays(day, index - weekday));
}
