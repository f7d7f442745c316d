import { type Amount, fromCanonical, toCanonical } from "./convert.ts";
import { decimalOf, fractionOf } from "./decimal.ts";
import { type Measure, measureOf } from "./measures.ts";

type Code = { coding: { system: string; code: string } | null };
type Range = { low: string | null; high: string | null; text: string | null };
type Units = { from: string | null; to: string | null };

/** What laboratories print has fewer. */
const digits = 6;

/** Converts a reference range to another unit. Null if it cannot be done, as with numbers in its words. */
export function convertRange(code: Code, range: Range, { from, to }: Units): Range | null {
  if (range.text !== null && /\d/.test(range.text)) return null;
  if (range.low === null && range.high === null) return range;
  const measure = measureOf(code.coding);
  if (measure === null || from === null || to === null) return null;
  const [low, high] = [range.low, range.high].map((number) =>
    number === null ? null : convert(measure, { number, unit: from }, to),
  );
  return low === undefined || high === undefined ? null : { ...range, low, high };
}

/** Undefined if one of the units does not measure the thing. */
function convert(measure: Measure, amount: Amount, to: string): string | undefined {
  const canonical = toCanonical(measure, amount);
  const converted = canonical && fromCanonical(measure, canonical.number, to)?.number;
  if (!converted) return undefined;
  return converted === amount.number ? converted : rounded(converted);
}

function rounded(number: string): string {
  const size = Math.abs(Number(number));
  if (size === 0) return number;
  return decimalOf(fractionOf(number), Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
}
