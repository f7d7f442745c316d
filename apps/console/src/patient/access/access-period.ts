/** Inclusive days in the reader's time zone. A missing one is unlimited. */
export type AccessPeriod = { from?: string | undefined; until?: string | undefined };

/** Converts days to instants: from the start of the first day to the end of the last one. */
export const instantsOf = ({ from, until }: AccessPeriod): AccessPeriod => ({
  ...(from && { from: startOf(from, 0) }),
  ...(until && { until: startOf(until, 1) }),
});

function startOf(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const start = new Date(year, month - 1, date + daysLater);
  // `Date` maps years below 100 to the 20th century.
  start.setFullYear(year, month - 1, date + daysLater);
  return start.toISOString();
}

/** The last days, including today. */
export function lastDays(count: number): AccessPeriod {
  const today = new Date();
  const first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - count + 1);
  return { from: dayOf(first), until: dayOf(today) };
}

/** The day in the reader's time zone, as `2026-11-22`. */
export const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
