import { z } from "zod";

export const Spread = z.object({ median: z.number(), min: z.number(), max: z.number() });
export type Spread = z.output<typeof Spread>;

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/**
 * Returns a percentile, interpolated between the two nearest values.
 * @throws {RangeError} if there are no values, because a zero would hide the caller's mistake.
 */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new RangeError("A percentile needs at least one value.");
  const sorted = Float64Array.from(values).sort();
  const position = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position % 1);
}

/** Milliseconds per call. */
export const Times = z.object({ median: z.number(), p90: z.number(), p99: z.number() });
export type Times = z.output<typeof Times>;

export const timesOf = (milliseconds: readonly number[]): Times => ({
  median: median(milliseconds),
  p90: percentile(milliseconds, 90),
  p99: percentile(milliseconds, 99),
});

export async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/** Returns ratios of pairs measured in succession, so that a slow machine affects both values of a pair. */
export const ratiosOf = (values: readonly number[], references: readonly number[]): number[] =>
  values.flatMap((value, round) => {
    const reference = references[round];
    return reference === undefined || reference === 0 ? [] : [value / reference];
  });
