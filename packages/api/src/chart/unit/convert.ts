import { decimalOf, type Fraction, fractionOf } from "./decimal.ts";
import { type Conversion, conversionOf, type Measure } from "./measures.ts";

// Pure: browsers use it. Exact, as floating point makes 98.6 °F of 37 °C only nearly.

/** A decimal with its unit. */
export type Amount = { number: string; unit: string };

/** Digits after the point of a number that was converted. */
const places = 10;

function multiply(one: Fraction, other: Fraction): Fraction {
  return { over: one.over * other.over, under: one.under * other.under };
}

const add = (one: Fraction, other: Fraction): Fraction => ({
  over: one.over * other.under + other.over * one.under,
  under: one.under * other.under,
});

const inverse = ({ over, under }: Fraction): Fraction => ({ over: under, under: over });

const isIdentity = ({ plus, times, per }: Conversion) => (plus ?? times ?? per) === undefined;

/**
 * Converts a number to the canonical unit of a measure. One that has this unit already keeps its digits. Null if the
 * unit does not measure the thing.
 */
export function toCanonical(measure: Measure, { number, unit }: Amount): Amount | null {
  const conversion = conversionOf(measure, unit);
  if (conversion === undefined) return null;
  if (isIdentity(conversion)) return { number, unit: measure.canonical };
  const { plus = "0", times = "1", per = "1" } = conversion;
  const factor = multiply(fractionOf(times), inverse(fractionOf(per)));
  const exact = multiply(add(fractionOf(number), fractionOf(plus)), factor);
  return { number: decimalOf(exact, places), unit: measure.canonical };
}

/** Converts a number from the canonical unit. Null if the unit does not measure the thing. */
export function fromCanonical(measure: Measure, number: string, unit: string): Amount | null {
  const conversion = conversionOf(measure, unit);
  if (conversion === undefined) return null;
  if (isIdentity(conversion)) return { number, unit };
  const { plus = "0", times = "1", per = "1" } = conversion;
  const factor = multiply(fractionOf(per), inverse(fractionOf(times)));
  const shift = multiply(fractionOf("-1"), fractionOf(plus));
  return { number: decimalOf(add(multiply(fractionOf(number), factor), shift), places), unit };
}
