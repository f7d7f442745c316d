import { z } from "zod";

/** The middle value, and the outermost ones. */
export const Spread = z.object({ median: z.number(), min: z.number(), max: z.number() });
export type Spread = z.output<typeof Spread>;

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/**
 * The value below which `percent` of the values lie, interpolated between the two nearest.
 * @throws {RangeError} of no values: that is a mistake of the caller, not a zero.
 */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new RangeError("There is no percentile of no values.");
  const sorted = Float64Array.from(values).sort();
  const position = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position % 1);
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/** Of the least-squares line through the points. 0 for fewer than two. */
export function slopeOf(points: readonly { x: number; y: number }[]): number {
  const meanX = meanOf(points.map(({ x }) => x));
  const meanY = meanOf(points.map(({ y }) => y));
  const covariance = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  const variance = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  return variance === 0 ? 0 : covariance / variance;
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * What one is of the other, by pairs that were measured next to each other: a machine that grows slow in the middle
 * of a run slows both of a pair.
 */
export const ratiosOf = (values: readonly number[], references: readonly number[]): number[] =>
  values.flatMap((value, round) => {
    const reference = references[round];
    return reference === undefined || reference === 0 ? [] : [value / reference];
  });
