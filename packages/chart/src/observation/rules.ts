import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { doubtOf } from "../unit/bounds.ts";
import { compareDecimals } from "../unit/decimal.ts";
import { loinc, measureOf, signCodes } from "../unit/measures.ts";
import type { Observation, ObservationValue } from "./schema.ts";

type Interpreted = Pick<Observation, "interpretation" | "isInterpretationComputed">;
type Given = {
  value: ObservationValue | null;
  referenceRange?: Observation["referenceRange"] | undefined;
  interpretation?: Observation["interpretation"] | undefined;
};

/** Returns the given interpretation, or the one that follows from the reference range. */
export function interpret({ value, referenceRange, interpretation = null }: Given): Interpreted {
  if (interpretation !== null) return { interpretation, isInterpretationComputed: false };
  const { low = null, high = null } = referenceRange ?? {};
  const place =
    value?.kind !== "quantity" || (low === null && high === null) ? null : placeIn(value, { low, high });
  return { interpretation: place, isInterpretationComputed: place !== null };
}

type Quantity = Pick<Extract<ObservationValue, { kind: "quantity" }>, "number" | "comparator">;
type Range = { low: string | null; high: string | null };

/** Returns the position of a number in a range. Null if undecidable, such as `<20` where 10 is low. */
export function placeIn({ number, comparator }: Quantity, { low, high }: Range) {
  const [isBelow, isAbove] = [comparator?.startsWith("<"), comparator?.startsWith(">")];
  const isExcluded = comparator === "<" || comparator === ">";
  const toLow = low === null ? 1 : compareDecimals(number, low);
  const toHigh = high === null ? -1 : compareDecimals(number, high);
  // Values below zero count as zero, because measured values are rarely negative.
  const fromZero = low !== null && compareDecimals(low, "0") === 0;
  if (!isAbove && (toLow < 0 || (toLow === 0 && isBelow && isExcluded && !fromZero))) return "low";
  if (!isBelow && (toHigh > 0 || (toHigh === 0 && isAbove && isExcluded))) return "high";
  const canBeLow = isBelow && low !== null && !fromZero;
  const canBeHigh = isAbove && high !== null;
  return canBeLow || canBeHigh || toLow < 0 || toHigh > 0 ? null : "normal";
}

type Part = Pick<Observation["components"][number], "code"> & {
  canonical?: Observation["canonical"] | undefined;
};

/** True if a panel's diastolic pressure is not below the systolic one, as if the two were exchanged. */
export function isPressureExchanged(parts: readonly Part[]): boolean {
  const numberOf = (code: string) =>
    parts.find((part) => part.code.coding?.system === loinc && part.code.coding.code === code)?.canonical
      ?.number;
  const [systolic, diastolic] = [numberOf(signCodes.systolic[0]), numberOf(signCodes.diastolic[0])];
  return systolic !== undefined && diastolic !== undefined && compareDecimals(diastolic, systolic) >= 0;
}

type Measured = Part & { value: { kind: string; number?: string | null; unit?: string | null } | null };

/** Returns why an imported value is doubtful. Null if it is not. */
export function doubtIn(parts: readonly Measured[]): FieldMessage | null {
  if (isPressureExchanged(parts)) return "The diastolic pressure is not below the systolic one";
  for (const { code, value } of parts) {
    const measure = measureOf(code.coding);
    const doubt =
      measure && value?.number && value.unit && doubtOf(measure, { number: value.number, unit: value.unit });
    if (doubt) return doubt;
  }
  return null;
}
