import { codePointOf } from "../field/hidden-characters.ts";
import type { ImportProblems } from "./problems.ts";

/** A cell's key, which for Synthea is its column → what is wrong with it. */
export type CellProblems = Map<string, string>;
export type Judged<Value> = { value: Value } | { problems: CellProblems };

/** What the API would be given, and by which identifier the other system knows it, if by any. */
export type Identified<Input> = { externalId: string | null; input: Input };

/** Of dates, codes and identifiers a bad value may be shown; of names, addresses and other free text it is not. */
const quotable = new Set([
  "Id",
  "BIRTHDATE",
  "GENDER",
  "START",
  "PATIENT",
  "PROVIDER",
  "PHONE",
  "dateOfBirth",
  "age",
  "gender",
  "yearsOfExperience",
  "maxAppointmentsPerDay",
]);
const longestQuote = 40;

/** What nobody sees is written out, as it may be what is wrong with the value. */
export const quoted = (value: string) =>
  JSON.stringify(value.slice(0, longestQuote)).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, codeOf);

const codeOf = (character: string) => `<${codePointOf(character)}>`;

/** One short word, an identifier of digits as UUIDs are, or a date, a time or a number. */
const code = /^(?:\S{1,12}|[\da-f-]{1,40}|[\d .,:/+TZ-]{1,40})$/i;

/** The message with the value, unless that may be what somebody has written of a patient: any column can be taken for any. */
export const withCode = (message: string, value: string) =>
  code.test(value.trim()) ? `${message}: ${quoted(value.trim())}` : message;

export type SourceRow = { line: number; cells: Record<string, string> };

/** What the column is called in the file that a cell is from. */
export type ColumnNamer = (key: string) => string;
const asItIs: ColumnNamer = (key) => key;

export function addCellProblems(
  problems: ImportProblems,
  found: CellProblems,
  { file, row, columnOf = asItIs }: { file: string; row: SourceRow; columnOf?: ColumnNamer },
) {
  for (const [key, message] of found) {
    const value = row.cells[key] ?? "";
    const shown = quotable.has(key) ? withCode(message, value) : message;
    const problem = { file, line: row.line, column: columnOf(key), message: shown };
    if (key === "Id") problems.addUnreadable(problem);
    else problems.add(problem);
  }
}
