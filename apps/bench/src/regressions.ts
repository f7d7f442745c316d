import { formatDecimals } from "./markdown.ts";
import type { Ratio } from "./section.ts";

/** A ratio that has fallen by a third or more. */
export type Regression = { row: string; before: number; now: number };

const maxShareLeft = 2 / 3;
const ofProcessorTime = ", processor time";

/**
 * Compares the rows in both results. Returns calls per second and processor time of a row only if both have fallen.
 * On a busy machine one of them falls alone: calls per second from 0.56 to 0.37, and processor time from 0.49 to
 * 0.34, both with unchanged code.
 */
export function findRegressions(before: readonly Ratio[], now: readonly Ratio[]): Regression[] {
  const known = new Map(before.map(({ row, value }) => [row, value]));
  const fallen = now.flatMap(({ row, value }) => {
    const earlier = known.get(row);
    return earlier !== undefined && value <= earlier * maxShareLeft
      ? [{ row, before: earlier, now: value }]
      : [];
  });
  const hasHeld = (row: string) =>
    now.some((ratio) => ratio.row === row && known.has(row)) && !fallen.some((other) => other.row === row);
  return fallen.filter(({ row }) => !hasHeld(otherRow(row)));
}

const otherRow = (row: string) =>
  row.endsWith(ofProcessorTime) ? row.slice(0, -ofProcessorTime.length) : `${row}${ofProcessorTime}`;

export const commonRows = (before: readonly Ratio[], now: readonly Ratio[]): string[] => {
  const known = new Set(before.map(({ row }) => row));
  return now.map(({ row }) => row).filter((row) => known.has(row));
};

/** Returns the better of two measurements: other load only makes them worse. */
export const betterOf = (first: readonly Ratio[], second: readonly Ratio[]): Ratio[] =>
  first.map(({ row, value }) => {
    const again = second.find((ratio) => ratio.row === row)?.value ?? 0;
    return { row, value: Math.max(value, again) };
  });

export const describeRegression = ({ row, before, now }: Regression): string =>
  `${row}: fallen to ${formatDecimals(now, 2)} from ${formatDecimals(before, 2)}`;
