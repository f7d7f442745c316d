import { formatDecimals } from "./markdown.ts";
import type { Ratio } from "./section.ts";

/** A ratio that has fallen by a third or more, or by half for processor time. */
export type Regression = { row: string; before: number; now: number };

/**
 * Returns the ratio of now to before from which a row is a regression.
 * Processor time relative to the limit was measured at 0.34 for a commit where 0.49 is stored. It varies by a
 * third with the machine's state, so only half counts as a regression.
 */
const minRatioOf = (row: string) => (row.endsWith("processor time") ? 1 / 2 : 2 / 3);

/** Compares the rows that are in both. */
export function findRegressions(before: readonly Ratio[], now: readonly Ratio[]): Regression[] {
  const known = new Map(before.map(({ row, value }) => [row, value]));
  return now.flatMap(({ row, value }) => {
    const earlier = known.get(row);
    return earlier !== undefined && value <= earlier * minRatioOf(row)
      ? [{ row, before: earlier, now: value }]
      : [];
  });
}

export const commonRows = (before: readonly Ratio[], now: readonly Ratio[]): string[] => {
  const known = new Set(before.map(({ row }) => row));
  return now.map(({ row }) => row).filter((row) => known.has(row));
};

/** Returns the better of two measurements, because other load can only have made one worse. */
export const betterOf = (first: readonly Ratio[], second: readonly Ratio[]): Ratio[] =>
  first.map(({ row, value }) => {
    const again = second.find((ratio) => ratio.row === row)?.value ?? 0;
    return { row, value: Math.max(value, again) };
  });

export const describeRegression = ({ row, before, now }: Regression): string =>
  `${row}: fallen to ${formatDecimals(now, 2)} from ${formatDecimals(before, 2)}`;
