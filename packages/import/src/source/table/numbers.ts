import { withPlainDigits } from "@caretype/core/kernel/field/phone-number";
import { type Read, withPlainSigns } from "./cells.ts";

// Parses numbers as laboratories, spreadsheets and people write them.

type Mark = "point" | "comma";
/** The decimal mark. `open`: a point that may also be the thousands' mark. */
export type DecimalMark = Mark | "open";

const grouped = /^\D*[1-9]\d{0,2}\.\d{3}(?!\d)\D*$/;

/** The numbers with one point in a cell, such as both ends of a range. A power rules out a thousands' mark. */
const pointed = (cell: string): string[] =>
  cell.match(/(?<![\d.,])\d{1,12}\.\d{1,12}(?![.,]?\d|e[+-]?\d|\s?[x×*·]?\s?10[\^*⁰¹²³⁴-⁹])/giu) ?? [];

/** Returns whether a cell has a number such as `12.300`, which may be twelve, or twelve thousand. */
export const hasOpenNumber = (cell: string | undefined): boolean =>
  pointed(cell ?? "").some((number) => grouped.test(number));

/** Returns whether no other number of some columns decides the meaning of the point. */
export const areOpenNumbers = (cells: ReadonlySet<string>): boolean =>
  [...cells].every((cell) => pointed(cell).every((number) => grouped.test(number)));

const numbers: Record<Mark, RegExp> = {
  point: /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?$/,
  comma: /^[+-]?\d+(?:,\d+)?(?:[eE][+-]?\d{1,2})?$/,
};

/**
 * Thousands, separated by an apostrophe, a narrow or fixed space, or the other mark: twice, or beside the decimal
 * one.
 */
const thousands: Record<Mark, RegExp> = {
  point: /^[+-]?\d{1,3}(?:(?:['’\u00A0\u2009\u202F]\d{3})+(?:\.\d+)?|(?:,\d{3}){2,}|(?:,\d{3})+\.\d+)$/u,
  comma: /^[+-]?\d{1,3}(?:(?:['’\u00A0\u2009\u202F]\d{3})+(?:,\d+)?|(?:\.\d{3}){2,}|(?:\.\d{3})+,\d+)$/u,
};

/** Thousands, separated by a comma alone. */
const saidThousands = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/;

/**
 * Returns a number without its thousands' mark, if the point is known as the decimal mark: `1,234` is 1234. With a
 * decimal comma, `1.234` stays open, because devices write a point in any country.
 */
export const withoutThousands = (cell: string, mark: DecimalMark | undefined): string =>
  mark === "point" && saidThousands.test(cell.trim()) ? cell.replaceAll(",", "") : cell;

/** `1.2 x 10^3`, `10³`. Without a sign of a power, `2 x 103` may be two lengths. */
const power = /^(?:([+-]?[\d.,]+)\s*[x×*·]\s*)?10\s*((?:\^|\*\*)\s*[+-]?\d{1,2}|⁻?[⁰¹²³⁴-⁹]{1,2})$/iu;
export const hasPower = (cell: string): boolean => power.test(cell.trim());

/** Nothing but digits and what may separate them. */
const seemsNumeric = /^[+-]?[.,'’\s]*\d[\d.,'’\s]*$/u;

/**
 * Returns a number with a decimal point, in its own spelling. Null for an empty cell, and for a text. Text that only
 * resembles a number, such as one with another decimal mark, is an error.
 */
export function readDecimal(cell: string, decimalMark: DecimalMark): Read<string> {
  if (decimalMark !== "point" && grouped.test(cell))
    return {
      message:
        "May have thousands or decimals: set `decimalMark` to `point`, or leave out the thousands’ mark",
    };
  const mark = decimalMark === "open" ? "point" : decimalMark;
  const written = withPlainSigns(cell)
    .trim()
    .replace(
      power,
      (_, number = "1", raised = "") => `${number}e${raised.normalize("NFKC").replace(/[\^*\s]+/, "")}`,
    )
    .replaceAll("\u2212", "-")
    // Laboratories write `.5`, too.
    .replace(/^([+-]?)(?=[.,]\d)/, "$10")
    .replace("٫", mark === "point" ? "." : ",");
  const separator = mark === "point" ? /['’\s,]/gu : /['’\s.]/gu;
  const text = thousands[mark].test(written) ? written.replaceAll(separator, "") : written;
  if (numbers[mark].test(text)) {
    const [, sign = "", digits = ""] = /^([+-]?)0*(?=\d)(.*)/.exec(text.replace(",", ".")) ?? [];
    // Zero has no sign.
    return { value: `${sign === "-" && !/^[0.]*(?:e|$)/i.test(digits) ? "-" : ""}${digits}` };
  }
  return seemsNumeric.test(text) ? { message: "Not a number with this decimal mark" } : { value: null };
}

/** Spreadsheets and statistics programs write `38.0` if other cells of the column are empty. */
export function readWholeNumber(cell: string): Read<number> {
  const text = withPlainDigits(cell)
    .trim()
    .replace(/[.,]0{1,2}$/, "");
  if (text === "") return { value: null };
  return /^\d{1,9}$/.test(text) ? { value: Number(text) } : { message: "Not a whole number" };
}

/** An age as people write it: `45 years`, `45y`, `45 J.` An age in months is no number of years. */
export const readYears = (cell: string): Read<number> =>
  readWholeNumber(
    cell
      .trim()
      .replace(
        /^(\d+)\s*(?:y(?:ears?|rs?)?(?:[ -]?old)?|y\/?o|años|anos|ans|anni|j(?:ahre)?(?: alt)?)\.?$/iu,
        "$1",
      ),
  );

/** The number of a dose: `2`, `2 of 3`, `2/3`, `2nd`, `2. Impfung`. */
export const readOrdinal = (cell: string): Read<number> =>
  readWholeNumber(
    cell.trim().replace(/^(\d+)(?:\s*(?:of|von|de|\/)\s*\d+|(?:st|nd|rd|th|ª|º|\.)(?:\s+\p{L}+)?)$/iu, "$1"),
  );

const duration =
  /^(?:(?<hours>\d{1,2})\s*(?::|h(?:rs?|ours?)?\.?|std\.?|stunden?|horas?|heures?)\s*)?(?:(?<minutes>\d{1,4})\s*(?:m(?:in(?:s|uten?|utes?|utos?)?)?\.?|'|′)?)?(?::00)?$/iu;

/** The length of a visit in minutes: `30`, `30 Min.`, `1 h 15`, `0:45`. */
export function readMinutes(cell: string): Read<number> {
  const text = withPlainSigns(cell).trim();
  const whole = readWholeNumber(text);
  if ("value" in whole) return whole;
  const { hours, minutes } = duration.exec(text)?.groups ?? {};
  return hours === undefined && minutes === undefined
    ? whole
    : { value: Number(hours ?? 0) * 60 + Number(minutes ?? 0) };
}
