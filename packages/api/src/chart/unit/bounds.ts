import type { FieldMessage } from "../../kernel/error/field-messages.ts";
import { type Amount, convertFrom, convertTo } from "./convert.ts";
import { compareDecimals } from "./decimal.ts";
import { unitLabel } from "./labels.ts";
import { type Conversion, conversionOf, type Measure } from "./measures.ts";

// Pure: browsers use it.

const isPossible = ({ least, greatest }: Measure, number: string) =>
  compareDecimals(number, least) >= 0 && compareDecimals(number, greatest) <= 0;

/** Says that a number is impossible, in the unit in which it was measured. An unusual one is fine. */
export function boundProblem(
  measure: Measure,
  { number, unit }: Amount,
  conversion: Conversion | undefined = conversionOf(measure, unit),
): FieldMessage | null {
  if (conversion === undefined || isPossible(measure, convertTo(conversion, number))) return null;
  const least = shown(convertFrom(conversion, measure.least), Math.ceil);
  const greatest = shown(convertFrom(conversion, measure.greatest), Math.floor);
  return `Is impossible: has to be from ${least} to ${greatest} ${unitLabel(unit)}`;
}

/** To three digits that count, and possible itself. */
function shown(bound: string, round: (number: number) => number): string {
  const number = Number(bound);
  const scale = number === 0 ? 1 : 10 ** Math.max(0, 2 - Math.floor(Math.log10(Math.abs(number))));
  return String(round(Number((number * scale).toPrecision(12))) / scale);
}
