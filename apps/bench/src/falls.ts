import { decimals } from "./markdown.ts";
import type { Ratio } from "./section.ts";

/** A ratio that has fallen by a third or more, or by half for processor time. */
export type Fall = { row: string; before: number; now: number };

/**
 * Returns how far a row may fall.
 * Processor time relative to the limit was measured at 0.34 for a commit where 0.49 is stored. It varies by a
 * third with the machine's state, so only half counts as a fall.
 */
const leastOf = (row: string) => (row.endsWith("processor time") ? 1 / 2 : 2 / 3);

/** Compares the rows that are in both. */
export function fallsBetween(before: readonly Ratio[], now: readonly Ratio[]): Fall[] {
  const known = new Map(before.map(({ row, value }) => [row, value]));
  return now.flatMap(({ row, value }) => {
    const earlier = known.get(row);
    return earlier !== undefined && value <= earlier * leastOf(row)
      ? [{ row, before: earlier, now: value }]
      : [];
  });
}

export const comparedRows = (before: readonly Ratio[], now: readonly Ratio[]): string[] => {
  const known = new Set(before.map(({ row }) => row));
  return now.map(({ row }) => row).filter((row) => known.has(row));
};

/** Returns the better of two measurements, because other load can only have made one worse. */
export const betterOf = (first: readonly Ratio[], second: readonly Ratio[]): Ratio[] =>
  first.map(({ row, value }) => {
    const again = second.find((ratio) => ratio.row === row)?.value ?? 0;
    return { row, value: Math.max(value, again) };
  });

export const describeFall = ({ row, before, now }: Fall): string =>
  `${row}: fallen to ${decimals(now, 2)} from ${decimals(before, 2)}`;
