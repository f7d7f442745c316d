import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { isSpoilt } from "@caretype/core/kernel/field/hidden-characters";
import { withPlainDigits } from "@caretype/core/kernel/field/phone-number";
import { nothing, nothingInWords } from "@caretype/core/kernel/field/placeholders";

// What cells of any column may have: marks of nothing, faults and signs. The files beside this one parse cells as people
// write them. Nothing is guessed: ambiguous text is an error. Pure: browsers use it.

export type Read<Value> = { value: Value | null } | { message: FieldMessage };

/** With spaces around it. Most cells are longer. */
const maxMarkLength = 20;
/** Somebody may be called Null. */
const ownNames: readonly string[] = "name firstName lastName patientFirstName patientLastName".split(" ");
const named = [...ownNames, "patient", "doctor"];
/** Laboratories write it for the test. */
const sodium = "Na";
/** A word may be a value here, such as the gender unknown, the result nil, and a code. */
const worded = new Set(
  [named, "Id gender code codeSystem class value status clinicalStatus verificationStatus".split(" ")].flat(),
);

/** Whether a cell has a mark for nothing, such as `NULL`, `N/A` or `sin datos`. `NA` may be a code. */
export const isMark = (key: string, cell: string): boolean =>
  cell.length < maxMarkLength &&
  !(key === "codeText" && cell.trim() === sodium) &&
  ((nothing.test(cell.trim()) && !named.includes(key)) ||
    (nothingInWords.test(cell.trim()) && !worded.has(key)));

const notMeasured =
  /^(?:|na|n\.?\s?d\.?|not (?:done|performed|tested|measured)|pending|k\.\s?a\.?|keine angaben?|nicht (?:bestimmt|gemessen|durchgeführt|erhoben)|ausstehend|folgt|sin datos?|s\/d|no (?:realizad|medid|hech)[oa]|pendiente|non (?:fait|réalisée?|mesurée?|eseguit[oa])|en attente|\*+)$/i;

/** Whether a cell says that nothing was measured. */
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
/** Whether an import would not take the cell as it is. Below apostrophes, it would. */
function isOdd(key: string, cell: string): boolean {
  const value = cell.replace(/^'+/, "");
  const isName = wholeNames.some((keys) => keys.includes(key));
  return isMark(key, value) || faultOf(value, key) !== undefined || (isName && isNobody([value]));
}

/** A value in an export, with an apostrophe if it looks like a mark of nothing or a fault, such as the address `-`. */
export const asValue = (key: string, cell: string): string => (isOdd(key, cell) ? `'${cell}` : cell);

const maxNoNameLength = 60;

/** Names, too: Nan Nan, and somebody may be called Null. Twice, Null is what a program has put together. */
const mayBeName = /^(?:null|none|na[nt]?|nil|keine?|geen|nothing|missing|undefined)$/i;
/** Names, and letters that another program has lost. */
const isNaming = /^(?:na[nt]?|nil|\?+)$/i;
/** What stands for a name in test data, and for one that nobody knows. */
const nameless =
  /^(?:test(?:er|ing)?|dummy|noname|x{2,}|n\.?\s?n\.?|s\/n|(?:no|sin|kein|ohne|sans|senza|geen|sem) (?:name|nombre|namen|nom|nome|naam))$/i;
const isMarkOfNobody = (text: string): boolean =>
  [nothing, nothingInWords, nameless].some((mark) => mark.test(text)) && !isNaming.test(text);

/** Whether cells name nobody: each word says so, or the whole does, and is no name that somebody may have. */
export function isNobody(cells: readonly string[]): boolean {
  const text = cells.join(" ").trim();
  if (text === "" || text.length > maxNoNameLength) return false;
  const words = text.split(/[\s,;]+/).filter((word) => word !== "");
  if (words.length > 1 && words.every(isMarkOfNobody)) return true;
  return isMarkOfNobody(text) && !mayBeName.test(text) && !/^(?:test|tester)$/i.test(text);
}

/** The cells with nothing in place of its marks, and as values those that have an apostrophe. */
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

/** What spreadsheets show in place of a value, in any language: `#VALUE!`, `#¿NOMBRE?`, `#####`. */
const failed = /^#(?:[¡¿]?[\p{L}/\d]+[!?]|#{2,})$/u;

/** A sign of a web page, such as `&uuml;`. */
const ofWeb =
  /&(?:#\d{2,6}|#x[\da-f]{2,5}|nbsp|amp|quot|apos|szlig|[a-z]{1,2}(?:acute|grave|uml|circ|tilde|cedil|ring|slash|lig|caron));/i;
/** An encoding wrote a question mark for each letter that it lacks: `M?ller`. */
const lost = /\p{L}\?+\p{L}|\?\?|\?\p{L}/u;

/** Most cells have no sign that may be wrong. */
const ordinary = /^[ !"$%'->@-~]*$/;

const lettered = new Set(["middleName", "secondLastName", "birthName", "address", "addressLine2", "city"]);

/** What is wrong with a cell of any column. Texts may have question marks, names and addresses have none. */
export function faultOf(cell: string, key = ""): FieldMessage | undefined {
  // A number or a date: the column with the name is another one.
  if ((ownNames.includes(key) || key === "birthName") && /\d/.test(cell) && !/\p{L}/u.test(cell))
    return "Has no letters: choose the column with the name";
  if (ordinary.test(cell)) return undefined;
  const isLost = (lettered.has(key) || named.includes(key)) && lost.test(cell);
  if (isLost || isSpoilt(cell) || ofWeb.test(cell))
    return "Has a letter that could not be read: type the text again";
  return failed.test(cell.trim()) ? "Is an error of a spreadsheet: type the value again" : undefined;
}

/** Digits of all scripts as ASCII, and signs as wide as those of Japanese: `２０１９／５／２`, `٩:٣٠`. */
export const withPlainSigns = (cell: string): string =>
  withPlainDigits(cell).replaceAll(/[！-～]/gu, (sign) => sign.normalize("NFKC"));

/** A longer text is no word, such as a gender, and can be crafted to normalise slowly. */
export const maxWordLength = 50;
