import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { boundProblem } from "./bounds.ts";
import { type Amount, convertTo } from "./convert.ts";
import { type Measure, measureOf } from "./measures.ts";
import { ucumOf } from "./spellings.ts";
import { conversionIn, isUcumUnit } from "./ucum.ts";

type Quantity = { number: string; unit: string | null };
type Code = { coding: { system: string; code: string } | null };

/** A problem of a quantity. */
export type QuantityProblem = { field: "number" | "unit"; message: FieldMessage };

/** Returns the problem of a measured value. Unusual values are accepted, impossible ones are not. */
export function quantityProblem(code: Code, { number, unit }: Quantity): QuantityProblem | null {
  const measure = measureOf(code.coding);
  if (measure === null) return unit === null || isUcumUnit(unit) ? null : notAUnit(unit);
  if (unit === null) return { field: "unit", message: `Has to be one of ${unitsOf(measure)}` };
  const conversion = conversionIn(measure, unit);
  const meant = ucumOf(unit);
  if (conversion === undefined && meant !== unit && conversionIn(measure, meant)) return notAUnit(unit);
  if (conversion === undefined)
    return { field: "unit", message: `Does not measure this. Send one of: ${unitsOf(measure)}` };
  // Annotations in braces may contain only UCUM's characters.
  if (!Object.hasOwn(measure.units, unit) && !isUcumUnit(unit)) return notAUnit(unit);
  const message = boundProblem(measure, { number, unit }, conversion);
  return message && { field: "number", message };
}

function notAUnit(unit: string): QuantityProblem {
  const meant = ucumOf(unit);
  const message = isUcumUnit(meant)
    ? (`Not in UCUM's spelling: did you mean ${meant}?` as const)
    : "Not a UCUM unit, such as mmol/L";
  return { field: "unit", message };
}

const unitsOf = ({ units }: Measure) => Object.keys(units).join(", ");

/** Converts a quantity to the canonical unit of its code. Null without a unit or a measure. */
export function canonicalOf(code: Code, { number, unit }: Quantity): Amount | null {
  const measure = measureOf(code.coding);
  const conversion = measure && unit !== null ? conversionIn(measure, unit) : undefined;
  return measure && conversion ? { number: convertTo(conversion, number), unit: measure.canonical } : null;
}
