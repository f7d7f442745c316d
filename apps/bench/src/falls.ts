import { decimals } from "./markdown.ts";
import type { Ratio } from "./section.ts";

/** A ratio that has come down by a third or more; of processor time, by half. */
export type Fall = { row: string; before: number; now: number };

/**
 * One commit's processor time, beside the limit's, was measured at 0.34 where 0.49 is stored: it depends on the machine's
 * phase by a third. So half of it counts as a fall there.
 */
const leastOf = (row: string) => (row.endsWith("processor time") ? 1 / 2 : 2 / 3);

/** Rows that only one of the two has are not compared. */
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

/** Of two measurements the better one: whatever else the machine did can only have made it worse. */
export const betterOf = (first: readonly Ratio[], second: readonly Ratio[]): Ratio[] =>
  first.map(({ row, value }) => {
    const again = second.find((ratio) => ratio.row === row)?.value ?? 0;
    return { row, value: Math.max(value, again) };
  });

export const describeFall = ({ row, before, now }: Fall): string =>
  `${row}: fallen to ${decimals(now, 2)} from ${decimals(before, 2)}`;
