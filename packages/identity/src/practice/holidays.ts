import type { Holiday } from "./schema.ts";

// Pure: browsers use it.

type Range = { from: string; to: string };

const yearOf = (day: string) => Number(day.slice(0, 4));

/** The same day of another year. `instead` replaces 29 February in years without one. */
function inYear(day: string, year: number, instead: "02-28" | "03-01"): string {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const rest = day.slice(5) === "02-29" && !isLeap ? instead : day.slice(5);
  return `${String(year).padStart(4, "0")}-${rest}`;
}

/** A yearly holiday from its first year on. One that lasts only 29 February occurs in leap years. */
function occurrencesOf({ yearly, ...holiday }: Holiday, { from, to }: Range): (Range & { name: string })[] {
  if (!yearly) return [holiday];
  const first = yearOf(holiday.from);
  const span = yearOf(holiday.to) - first;
  const begin = Math.max(first, yearOf(from) - span);
  return Array.from({ length: Math.max(0, yearOf(to) - begin + 1) }, (_, index) => ({
    name: holiday.name,
    from: inYear(holiday.from, begin + index, "03-01"),
    to: inYear(holiday.to, begin + index + span, "02-28"),
  }));
}

/** The holidays that overlap a range of days, each with all its days. */
export const holidaysWithin = (holidays: readonly Holiday[], days: Range) =>
  holidays
    .flatMap((holiday) => occurrencesOf(holiday, days))
    .filter(({ from, to }) => from <= to && from <= days.to && days.from <= to);

/** The name of the holiday on a day of the practice, or null. */
export const holidayOn = (holidays: readonly Holiday[], day: string): string | null =>
  holidaysWithin(holidays, { from: day, to: day })[0]?.name ?? null;
