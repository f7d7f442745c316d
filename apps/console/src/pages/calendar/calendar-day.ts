/** The day in the address; undefined for today. */
export type CalendarDay = { day?: string };

/** Without the API's schemas, as routes load first, before any page. */
export function readCalendarDay({ day }: Record<string, unknown>): CalendarDay {
  return isDay(day) ? { day } : {};
}

const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && Date.parse(value) > 0;
