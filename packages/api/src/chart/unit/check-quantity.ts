import type { FieldMessage } from "../../kernel/error/field-messages.ts";
import { type Amount, toCanonical } from "./convert.ts";
import { compareDecimals } from "./decimal.ts";
import { conversionOf, type Measure, measureOf } from "./measures.ts";
import { isUcumUnit } from "./ucum.ts";

type Quantity = { number: string; unit: string | null };
type Code = { coding: { system: string; code: string } | null };

/** What is wrong with a quantity. */
export type QuantityProblem = { field: "number" | "unit"; message: FieldMessage };

/** Says what is wrong with what was measured. An unusual value is fine, an impossible one is not. */
export function quantityProblem(code: Code, { number, unit }: Quantity): QuantityProblem | null {
  const measure = measureOf(code.coding);
  if (unit === null) return measure === null ? null : problemWithoutUnit(measure, number);
  if (measure === null) return isUcumUnit(unit) ? null : notAUnit;
  if (conversionOf(measure, unit) === undefined)
    return { field: "unit", message: `Does not measure this. Send one of: ${unitsOf(measure)}` };
  // What stands in braces is only of UCUM's characters.
  if (!Object.hasOwn(measure.units, unit) && !isUcumUnit(unit)) return notAUnit;
  const amount = toCanonical(measure, { number, unit });
  return amount === null || isPossible(measure, amount.number) ? null : impossible(measure);
}

const notAUnit: QuantityProblem = { field: "unit", message: "Not a UCUM unit, such as mmol/L" };

const unitsOf = ({ units }: Measure) => Object.keys(units).join(", ");

const isPossible = ({ least, greatest }: Measure, number: string) =>
  compareDecimals(number, least) >= 0 && compareDecimals(number, greatest) <= 0;

const impossible = ({ least, greatest, canonical }: Measure): QuantityProblem => ({
  field: "number",
  message: `Is impossible: has to be from ${least} to ${greatest} ${canonical}`,
});

/** Whatever the unit is, less than nothing is impossible, except of a temperature. */
function problemWithoutUnit(measure: Measure, number: string): QuantityProblem | null {
  const hasZeroPoint = Object.values(measure.units).some(({ plus }) => plus !== undefined);
  return hasZeroPoint || compareDecimals(number, "0") >= 0 ? null : impossible(measure);
}

/** The same in the unit in which such values are compared. Null without a unit, and for a code without a measure. */
export function canonicalOf(code: Code, { number, unit }: Quantity): Amount | null {
  const measure = measureOf(code.coding);
  return measure === null || unit === null ? null : toCanonical(measure, { number, unit });
}
