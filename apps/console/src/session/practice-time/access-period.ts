import { today } from "../../words/format/format.ts";
import { instantOf } from "../../words/format/zoned-date.ts";
import { addDays } from "./wall.ts";

/** Inclusive days in the user's time zone. A missing one is unlimited. */
export type AccessPeriod = { from?: string | undefined; until?: string | undefined };

/** Converts days to instants: from the start of the first day to the end of the last one. */
export const instantsOf = ({ from, until }: AccessPeriod, zone?: string): AccessPeriod => ({
  ...(from && { from: startOf({ text: from, daysLater: 0, zone }) }),
  ...(until && { until: startOf({ text: until, daysLater: 1, zone }) }),
});

type Start = { text: string; daysLater: number; zone: string | undefined };

function startOf({ text, daysLater, zone }: Start): string {
  const [year = 0, month = 1, day = 1] = text.split("-").map(Number);
  return instantOf({ year, month, day: day + daysLater }, zone).toISOString();
}

export function lastDays(count: number): AccessPeriod {
  const until = today();
  return { from: addDays(until, 1 - count), until };
}
