import type { Observation, ObservationValue } from "./schema.ts";

/** Compares decimals by their digits, as a number of JavaScript has 15 of them. */
export function compareDecimals(one: string, other: string): number {
  const [a, b] = [scaled(one), scaled(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** In units of the twentieth decimal place, which no decimal of ours goes beyond. */
function scaled(decimal: string): bigint {
  const isNegative = decimal.startsWith("-");
  const [whole = "0", fraction = ""] = decimal.replace("-", "").split(".");
  const digits = BigInt(whole + fraction.padEnd(20, "0"));
  return isNegative ? -digits : digits;
}

type Interpreted = Pick<Observation, "interpretation" | "isInterpretationComputed">;
type Given = {
  value: ObservationValue | null;
  referenceRange?: Observation["referenceRange"] | undefined;
  interpretation?: Observation["interpretation"] | undefined;
};

/** Returns the interpretation that was given, or what follows from the reference range. */
export function interpret({ value, referenceRange, interpretation = null }: Given): Interpreted {
  if (interpretation !== null) return { interpretation, isInterpretationComputed: false };
  const { low = null, high = null } = referenceRange ?? {};
  if (value?.kind !== "quantity" || (low === null && high === null))
    return { interpretation: null, isInterpretationComputed: false };
  const isLow = low !== null && compareDecimals(value.number, low) < 0;
  const isHigh = high !== null && compareDecimals(value.number, high) > 0;
  return { interpretation: isLow ? "low" : isHigh ? "high" : "normal", isInterpretationComputed: true };
}
