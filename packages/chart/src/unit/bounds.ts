import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { type Amount, convertFrom, convertTo } from "./convert.ts";
import { compareDecimals } from "./decimal.ts";
import { unitLabel } from "./labels.ts";
import { type Bounds, type Conversion, conversionOf, type Measure } from "./measures.ts";

// Pure: browsers use it.

/** Returns a message for an impossible number, in the unit in which it was measured. Unusual numbers are accepted. */
export function boundProblem(
  measure: Measure,
  amount: Amount,
  conversion: Conversion | undefined = conversionOf(measure, amount.unit),
): FieldMessage | null {
  const bounds = exceeded(measure, amount, conversion);
  return bounds && `Is impossible: has to be from ${bounds}`;
}

/** Returns a doubt about a possible number that is more likely a typing error. It is stored anyway. */
export function doubtOf(measure: Measure, amount: Amount): FieldMessage | null {
  const bounds = measure.expected && exceeded(measure.expected, amount, conversionOf(measure, amount.unit));
  return bounds ? `Very unusual: expected ${bounds}. Check the number and the unit` : null;
}

/** Returns the bounds that a number violates, in its unit. Null if it is within them, or its unit does not fit. */
function exceeded({ least, greatest }: Bounds, { number, unit }: Amount, conversion: Conversion | undefined) {
  if (conversion === undefined) return null;
  const canonical = convertTo(conversion, number);
  if (compareDecimals(canonical, least) >= 0 && compareDecimals(canonical, greatest) <= 0) return null;
  const [low, high] = [convertFrom(conversion, least), convertFrom(conversion, greatest)];
  return `${shown(low, Math.ceil)} to ${shown(high, Math.floor)} ${unitLabel(unit)}` as const;
}

/** Rounds a bound to three significant digits, within the possible. */
function shown(bound: string, round: (number: number) => number): string {
  const number = Number(bound);
  const scale = number === 0 ? 1 : 10 ** Math.max(0, 2 - Math.floor(Math.log10(Math.abs(number))));
  return String(round(Number((number * scale).toPrecision(12))) / scale);
}
