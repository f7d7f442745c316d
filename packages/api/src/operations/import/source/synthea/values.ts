import { Decimal } from "../../../../chart/clinical/schema.ts";
import { type ReadNumber, type ReadValue, readValue } from "../../pipeline/clinical/measured-value.ts";

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

type Cells = {
  value: string;
  unit: string | null;
  type: string;
  coding?: { system: string; code: string } | undefined;
};

/** The value of an observation. A number of the type of texts is a text, unless it has a unit. */
export function observationValue({ value: text, unit, type, coding }: Cells): ReadValue {
  const isText = type.trim() === "text" && unit === null;
  return readValue({ text, unit, coding, readNumber: isText ? none : readNumber });
}

const none: ReadNumber = () => ({ value: null });

const readNumber: ReadNumber = (text) => {
  const number = withoutExponent(text.replace(/^\u2212/, "-"));
  return { value: Decimal.safeParse(number).success ? number : null };
};
