import { formatNumber } from "../../shell/text/format.ts";
import { countOf, doctorNouns, formatMonth } from "../labels.ts";
import type { Overview } from "../statistics.ts";

type Additions = Pick<Overview["patients"], "addedThisMonth" | "addedLastMonth" | "addedLastMonthSoFar">;

const signed = (value: number) => (value > 0 ? `+${formatNumber(value)}` : `−${formatNumber(-value)}`);

export const describeGain = ({ addedThisMonth }: Additions): string =>
  addedThisMonth === 0 ? "None added this month" : `${signed(addedThisMonth)} this month`;

/** Compares with the same part of the last month, as a month that has just begun would always be behind. */
export function describeChange(
  { addedThisMonth, addedLastMonth, addedLastMonthSoFar }: Additions,
  lastMonth: string,
): string {
  const difference = addedThisMonth - addedLastMonthSoFar;
  const compared = difference === 0 ? "As many as by" : `${signed(difference)} against`;
  return `${compared} this time in ${lastMonth} (${formatNumber(addedLastMonth)} in all)`;
}

export const describeBusy = ({ withNewPatients }: Overview["doctors"]): string =>
  withNewPatients === 0
    ? "None got a new patient this month"
    : `${countOf(withNewPatients, doctorNouns)} got new patients this month`;

/** The month before a day in the reader's time zone: `October`. */
export function lastMonthOf(now: Date): string {
  const before = new Date(Date.UTC(now.getFullYear(), now.getMonth() - 1, 1));
  return formatMonth(before.toISOString().slice(0, 7)).replace(/ ?\d{4}$/, "");
}
