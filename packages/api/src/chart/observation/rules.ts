import { compareDecimals } from "../unit/decimal.ts";
import type { Observation, ObservationValue } from "./schema.ts";

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
