import { convertFrom, convertTo } from "./convert.ts";
import { decimalOf, fractionOf } from "./decimal.ts";
import { measureOf } from "./measures.ts";
import { conversionIn, isSameUnit } from "./ucum.ts";

type Code = { coding: { system: string; code: string } | null };
type Range = { low: string | null; high: string | null; text: string | null };
type Units = { from: string | null; to: string | null };

/** Laboratories print fewer. */
const digits = 6;

/**
 * Converts a reference range to another unit. Null if it cannot be converted, such as one with numbers in its text.
 */
export function convertRange(code: Code, range: Range, { from, to }: Units): Range | null {
  if (from === to || (from !== null && to !== null && isSameUnit(from, to))) return range;
  if (range.text !== null && /\d/.test(range.text)) return null;
  if (range.low === null && range.high === null) return range;
  const measure = measureOf(code.coding);
  if (measure === null || from === null || to === null) return null;
  const [given, wanted] = [conversionIn(measure, from), conversionIn(measure, to)];
  if (given === undefined || wanted === undefined) return null;
  const convert = (number: string | null) =>
    number === null ? null : rounded(number, convertFrom(wanted, convertTo(given, number)));
  return { ...range, low: convert(range.low), high: convert(range.high) };
}

function rounded(given: string, number: string): string {
  const size = Math.abs(Number(number));
  if (size === 0 || number === given) return number;
  return decimalOf(fractionOf(number), Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
}
