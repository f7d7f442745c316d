import type { FieldMessage } from "../../../kernel/error/field-messages.ts";
import { codePointOf } from "../../../kernel/field/hidden-characters.ts";
import type { ImportProblems, ProblemText } from "./problems.ts";

/** Messages by cell key. For Synthea, the key is the column. */
export type CellProblems = Map<string, FieldMessage>;
export type ParseResult<Value> = { value: Value } | { problems: CellProblems };

/** The input for the API, with the record's identifier in the other system, if any. */
export type Identified<Input> = { externalId: string | null; input: Input };

/**
 * Columns whose bad values may be shown: dates, codes and identifiers, but no names, addresses or free text.
 */
const quotable = new Set([
  "Id",
  "BIRTHDATE",
  "GENDER",
  "START",
  "PATIENT",
  "PROVIDER",
  "PHONE",
  ...(["STOP", "DATE", "ENCOUNTER", "ENCOUNTERCLASS", "SYSTEM", "CATEGORY", "UNITS"] as const),
  "dateOfBirth",
  "age",
  "gender",
  "yearsOfExperience",
  "maxAppointmentsPerDay",
  "patientDateOfBirth",
  "startsAt",
  "startTime",
  "endsAt",
  "minutes",
  "status",
  ...(["encounter", "codeSystem", "category", "effectiveAt", "effectiveTime", "unit"] as const),
  ...(["interpretation", "clinicalStatus", "verificationStatus", "severity"] as const),
  ...(["onset", "abatement", "recordedAt"] as const),
]);
const maxQuoteLength = 40;

/** Quotes a value, with invisible characters as code points: they may be the problem. */
export const quoted = (value: string) =>
  JSON.stringify(value.slice(0, maxQuoteLength)).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, codeOf);

const codeOf = (character: string) => `<${codePointOf(character)}>`;

/** Matches a short word, an identifier such as a UUID, a date, a time or a number. */
const code = /^(?:\S{1,12}|[\da-f-]{1,40}|[\d .,:/+TZ-]{1,40})$/i;

/**
 * Appends the value, unless it may be free text about a patient. Any column can be mapped to any field by
 * mistake.
 */
export const withCode = (message: FieldMessage, value: string): ProblemText =>
  code.test(value.trim()) ? `${message}: ${quoted(value.trim())}` : message;

export type SourceRow = { line: number; cells: Record<string, string> };

/** Maps a cell key to the column's name in the file. */
export type ColumnNamer = (key: string) => string;
const asItIs: ColumnNamer = (key) => key;

/** The message, with the value if it may be shown. */
export const shownMessage = (key: string, message: FieldMessage, value = ""): ProblemText =>
  quotable.has(key) ? withCode(message, value) : message;

export function addCellProblems(
  problems: ImportProblems,
  found: CellProblems,
  { file, row, columnOf = asItIs }: { file: string; row: SourceRow; columnOf?: ColumnNamer },
) {
  for (const [key, message] of found) {
    const shown = shownMessage(key, message, row.cells[key]);
    const problem = { file, line: row.line, column: columnOf(key), message: shown };
    if (key === "Id") problems.addUnreadable(problem);
    else problems.add(problem);
  }
}
