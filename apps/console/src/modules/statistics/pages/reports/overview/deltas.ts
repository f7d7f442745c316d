import { formatNumber } from "../../../../../words/format/format.ts";
import { locale } from "../../../../../words/settings/locale.ts";
import type { Overview } from "../../../../scheduling/pages/today/use-overview.ts";
import { numbers as texts } from "../texts.en.ts";

type Additions = Pick<Overview["patients"], "addedThisMonth" | "addedLastMonth" | "addedLastMonthSoFar">;

const signed = (value: number) => (value > 0 ? `+${formatNumber(value)}` : `−${formatNumber(-value)}`);

export const describeGain = ({ addedThisMonth }: Additions): string =>
  addedThisMonth === 0 ? texts.noGain : texts.gain(signed(addedThisMonth));

/** Compares with the same part of the previous month: at its start, a month would always look low. */
export function describeChange(
  { addedThisMonth, addedLastMonth, addedLastMonthSoFar }: Additions,
  lastMonth: string,
): string {
  const difference = addedThisMonth - addedLastMonthSoFar;
  if (addedLastMonth === 0) return texts.noneBefore(lastMonth);
  const all = formatNumber(addedLastMonth);
  return difference === 0 ? texts.asMany(lastMonth, all) : texts.against(signed(difference), lastMonth, all);
}

export const describeBusy = ({ withNewPatients }: Overview["doctors"]): string =>
  texts.busyDoctors(withNewPatients);

const monthName = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });

/** The month before a day's: `October`. */
export const lastMonthOf = (day: string): string =>
  monthName.format(new Date(Date.UTC(0, Number(day.slice(5, 7)) - 2)));
