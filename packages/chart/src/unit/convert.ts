import { decimalOf, type Fraction, fractionOf } from "./decimal.ts";
import { type Conversion, conversionOf, type Measure } from "./measures.ts";

// Pure: browsers use it. Exact arithmetic, because in floating point 37 °C is only nearly 98.6 °F.

/** A decimal with its unit. */
export type Amount = { number: string; unit: string };

/** Maximum decimal places of a converted number. */
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

/** Converts a number to the canonical unit. A number in this unit keeps its digits. */
export function convertTo(conversion: Conversion, number: string): string {
  if (isIdentity(conversion)) return number;
  const { plus = "0", times = "1", per = "1" } = conversion;
  const factor = multiply(fractionOf(times), inverse(fractionOf(per)));
  const exact = multiply(add(fractionOf(number), fractionOf(plus)), factor);
  const converted = decimalOf(exact, places);
  return conversion.isRounded ? decimalOf(exact, placesIn(converted)) : converted;
}

/** Limits the result to ten significant digits, the precision of the factor. */
const placesIn = (number: string): number =>
  Math.max(0, Math.min(places, 9 - Math.floor(Math.log10(Math.abs(Number(number)) || 1))));

/** Converts a number of the canonical unit to another one. */
export function convertFrom(conversion: Conversion, number: string): string {
  if (isIdentity(conversion)) return number;
  const { plus = "0", times = "1", per = "1" } = conversion;
  const factor = multiply(fractionOf(per), inverse(fractionOf(times)));
  const shift = multiply(fractionOf("-1"), fractionOf(plus));
  return decimalOf(add(multiply(fractionOf(number), factor), shift), places);
}

/** Converts a number to the canonical unit of a measure. Null if its table has no such unit. */
export function toCanonical(measure: Measure, { number, unit }: Amount): Amount | null {
  const conversion = conversionOf(measure, unit);
  return conversion === undefined ? null : { number: convertTo(conversion, number), unit: measure.canonical };
}

/** Converts a number from the canonical unit. Null if the measure's table has no such unit. */
export function fromCanonical(measure: Measure, number: string, unit: string): Amount | null {
  const conversion = conversionOf(measure, unit);
  return conversion === undefined ? null : { number: convertFrom(conversion, number), unit };
}
