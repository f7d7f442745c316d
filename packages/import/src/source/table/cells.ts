import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { isSpoilt } from "@caretype/core/kernel/field/hidden-characters";
import { withPlainDigits } from "@caretype/core/kernel/field/phone-number";
import { nothing, nothingInWords } from "@caretype/core/kernel/field/placeholders";

// Cells of any column: marks of nothing, faults and signs. The files beside this one parse cells as people write
// them. Nothing is guessed: ambiguous text is an error. Pure: browsers use it.

export type Read<Value> = { value: Value | null } | { message: FieldMessage };

/** Including spaces. Most cells are longer. */
const maxMarkLength = 20;
/** Null is also a last name. */
const ownNames: readonly string[] = "name firstName lastName patientFirstName patientLastName".split(" ");
const named = [...ownNames, "patient", "doctor"];
/** Laboratories write it for the test. */
const sodium = "Na";
/** These words may be values: the gender unknown, the result nil, or a code. */
const worded = new Set(
  [named, "Id gender code codeSystem class value status clinicalStatus verificationStatus".split(" ")].flat(),
);

/** Returns whether a cell has a mark of nothing, such as `NULL`, `N/A` or `sin datos`. `NA` may be a code. */
export const isMark = (key: string, cell: string): boolean =>
  cell.length < maxMarkLength &&
  !(key === "codeText" && cell.trim() === sodium) &&
  ((nothing.test(cell.trim()) && !named.includes(key)) ||
    (nothingInWords.test(cell.trim()) && !worded.has(key)));

const notMeasured =
  /^(?:|na|n\.?\s?d\.?|not (?:done|performed|tested|measured)|pending|k\.\s?a\.?|keine angaben?|nicht (?:bestimmt|gemessen|durchgeführt|erhoben)|ausstehend|folgt|sin datos?|s\/d|no (?:realizad|medid|hech)[oa]|pendiente|non (?:fait|réalisée?|mesurée?|eseguit[oa])|en attente|\*+)$/i;

/** Returns whether a cell means that nothing was measured. */
export const isNothing = (cell: string): boolean => notMeasured.test(cell.trim()) || isMark("value", cell);

/** The cells of one name. */
const wholeNames = [
  ["name"],
  ["birthName"],
  ["firstName", "middleName", "lastName", "secondLastName"],
  ["patientFirstName", "patientLastName"],
  ["patient"],
  ["doctor"],
];
/** Returns whether an import would not take the cell unchanged. An apostrophe in front prevents that. */
function isOdd(key: string, cell: string): boolean {
  const value = cell.replace(/^'+/, "");
  const isName = wholeNames.some((keys) => keys.includes(key));
  return isMark(key, value) || faultOf(value, key) !== undefined || (isName && isNobody([value]));
}

/**
 * Returns a value for an export, with an apostrophe if it looks like a mark of nothing or a fault, such as the
 * address `-`.
 */
export const asValue = (key: string, cell: string): string => (isOdd(key, cell) ? `'${cell}` : cell);

const maxNoNameLength = 60;

/** Also names: Nan Nan is one, and Null is a last name. Null twice comes from a program. */
const mayBeName = /^(?:null|none|na[nt]?|nil|keine?|geen|nothing|missing|undefined)$/i;
/** Names, and letters that another program has lost. */
const isNaming = /^(?:na[nt]?|nil|\?+)$/i;
/** Placeholder names in test data, and for unknown people. */
const nameless =
  /^(?:test(?:er|ing)?|dummy|noname|x{2,}|n\.?\s?n\.?|s\/n|(?:no|sin|kein|ohne|sans|senza|geen|sem) (?:name|nombre|namen|nom|nome|naam))$/i;
const isMarkOfNobody = (text: string): boolean =>
  [nothing, nothingInWords, nameless].some((mark) => mark.test(text)) && !isNaming.test(text);

/** Returns whether cells name no person: each word is a placeholder, or the whole is one, and is no real name. */
export function isNobody(cells: readonly string[]): boolean {
  const text = cells.join(" ").trim();
  if (text === "" || text.length > maxNoNameLength) return false;
  const words = text.split(/[\s,;]+/).filter((word) => word !== "");
  if (words.length > 1 && words.every(isMarkOfNobody)) return true;
  return isMarkOfNobody(text) && !mayBeName.test(text) && !/^(?:test|tester)$/i.test(text);
}

/** Returns the cells without marks of nothing, and without the apostrophe before values. */
export function withoutMarks(cells: Readonly<Record<string, string>>): Record<string, string> {
  const seen = { ...cells };
  for (const keys of wholeNames)
    if (isNobody(keys.map((key) => cells[key] ?? "")))
      for (const key of keys) if (seen[key] !== undefined) seen[key] = "";
  for (const [key, cell] of Object.entries(cells))
    if (isMark(key, cell)) seen[key] = "";
    else if (cell.startsWith("'") && isOdd(key, cell)) seen[key] = cell.slice(1);
  return seen;
}

/** Spreadsheets' error values, in any language: `#VALUE!`, `#¿NOMBRE?`, `#####`. */
const failed = /^#(?:[¡¿]?[\p{L}/\d]+[!?]|#{2,})$/u;

/** An HTML entity, such as `&uuml;`. */
const ofWeb =
  /&(?:#\d{2,6}|#x[\da-f]{2,5}|nbsp|amp|quot|apos|szlig|[a-z]{1,2}(?:acute|grave|uml|circ|tilde|cedil|ring|slash|lig|caron));/i;
/** Question marks for letters that an encoding lacks: `M?ller`. */
const lost = /\p{L}\?+\p{L}|\?\?|\?\p{L}/u;

/** Skips most cells, which have no suspicious sign. */
const ordinary = /^[ !"$%'->@-~]*$/;

const lettered = new Set(["middleName", "secondLastName", "birthName", "address", "addressLine2", "city"]);

/** Returns the fault of a cell of any column. Texts may have question marks, names and addresses may not. */
export function faultOf(cell: string, key = ""): FieldMessage | undefined {
  // A number or a date: another column has the name.
  if ((ownNames.includes(key) || key === "birthName") && /\d/.test(cell) && !/\p{L}/u.test(cell))
    return "Has no letters: choose the column with the name";
  if (ordinary.test(cell)) return undefined;
  const isLost = (lettered.has(key) || named.includes(key)) && lost.test(cell);
  if (isLost || isSpoilt(cell) || ofWeb.test(cell))
    return "Has a letter that could not be read: type the text again";
  return failed.test(cell.trim()) ? "Is an error of a spreadsheet: type the value again" : undefined;
}

/** Returns digits of all scripts as ASCII, and full-width signs as narrow ones: `２０１９／５／２`, `٩:٣٠`. */
export const withPlainSigns = (cell: string): string =>
  withPlainDigits(cell).replaceAll(/[！-～]/gu, (sign) => sign.normalize("NFKC"));

/** A longer text is no word, such as a gender, and can be crafted to normalize slowly. */
export const maxWordLength = 50;
