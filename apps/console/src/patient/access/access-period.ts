/** The reader's days, the last one included; where one is missing, without end. */
export type AccessPeriod = { from?: string | undefined; until?: string | undefined };

/** As the API takes it: from the beginning of the first day until before that of the day after the last one. */
export const instantsOf = ({ from, until }: AccessPeriod): AccessPeriod => ({
  ...(from && { from: startOf(from, 0) }),
  ...(until && { until: startOf(until, 1) }),
});

function startOf(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const start = new Date(year, month - 1, date + daysLater);
  // A year below 100 would be taken for one of the last century.
  start.setFullYear(year, month - 1, date + daysLater);
  return start.toISOString();
}

/** The last days, today included. */
export function lastDays(count: number): AccessPeriod {
  const today = new Date();
  const first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - count + 1);
  return { from: dayOf(first), until: dayOf(today) };
}

const dayOf = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
