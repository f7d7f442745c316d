import { Decimal } from "../../../../chart/clinical/schema.ts";

/** Common spellings that are no UCUM. */
const spellings: Record<string, string> = { mmHg: "mm[Hg]", "mEq/L": "meq/L", "#": "{#}" };

/** The unit in a cell. Synthea writes none as an empty text, or as `null`. */
export function unitOf(cell: string): string | null {
  const unit = cell.trim();
  if (unit === "" || unit === "null") return null;
  return spellings[unit] ?? unit;
}

/** Writes the exponent of a number out: `1.5E-4` is `0.00015`. Anything else stays as it is. */
export function withoutExponent(text: string): string {
  const [, sign = "", whole = "", digits = "", exponent] =
    /^([+-]?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,2})$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const shift = Number(exponent);
  const all = whole + digits;
  const point = whole.length + shift;
  const padded = point <= 0 ? "0".repeat(1 - point) + all : all.padEnd(point, "0");
  const at = Math.max(point, 1);
  const [before, after] = [padded.slice(0, at).replace(/^0+(?=\d)/, ""), padded.slice(at)];
  return `${sign === "-" ? "-" : ""}${before}${after === "" ? "" : `.${after}`}`;
}

type Cells = { value: string; unit: string | null; type: string };

/**
 * The value of an observation. A text in a column of numbers is a text, with its unit, and a number with a unit is a
 * number, whatever the type says.
 */
export function observationValue({ value, unit, type }: Cells) {
  const text = value.trim();
  const number = withoutExponent(text);
  const isNumber = Decimal.safeParse(number).success && (type.trim() !== "text" || unit !== null);
  if (isNumber) return { kind: "quantity", number, unit };
  return { kind: "text", text: unit === null || text === "" ? text : `${text} ${unit}` };
}
