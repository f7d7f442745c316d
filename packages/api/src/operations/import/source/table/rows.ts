import type { z } from "zod";
import { type FieldMessage, messageOf } from "../../../../kernel/error/field-messages.ts";
import { withoutHiddenInLine } from "../../../../kernel/field/hidden-characters.ts";
import { resolveName } from "../../../../kernel/field/person-name.ts";
import { requiredLine } from "../../../../kernel/field/schemas.ts";
import { CreateDoctor } from "../../../../people/doctor/schema.ts";
import { resolveBirth, today } from "../../../../people/patient/rules.ts";
import { CreatePatient } from "../../../../people/patient/schema.ts";
import type { CellProblems, Identified, ParseResult } from "../../pipeline/problems.ts";
import { readInput } from "../../pipeline/read-input.ts";
import { readDate, readGender, readPartialDate, readWholeNumber } from "./cells.ts";
import { isWholeNumber, type TableSettings, tableFields } from "./schema.ts";

// Parses rows of a plain table. All values are validated by the API's schemas.

/** The cells of the mapped fields, and `Id` if rows have identifiers. */
type TableCells = Record<string, string>;

const ExternalId = requiredLine(100);
const emptyIsNothing: readonly string[] = ["name", "firstName"];

/** Stands for a letter that the file's encoding lost, and codes that no encoding has for a letter. */
export const unreadable = /[\u{FFFD}\u{80}-\u{84}\u{86}-\u{9F}]/u;
export const unreadableMessage = "Has a letter that could not be read: type the text again";

export type Reading = { settings: TableSettings; cells: TableCells };

export const patientOfRow = (reading: Reading): ParseResult<Identified<CreatePatient>> =>
  parseRecord(reading, CreatePatient, (input) => {
    resolveName(input);
    resolveBirth(input, { day: today() });
  });

export const doctorOfRow = (reading: Reading): ParseResult<Identified<CreateDoctor>> =>
  parseRecord(reading, CreateDoctor, resolveName);

/** `resolve` applies the rules beyond the schema. It throws `INVALID_INPUT`. */
function parseRecord<Input>(
  { settings, cells }: Reading,
  schema: z.ZodType<Input>,
  resolve: (input: Input) => unknown,
): ParseResult<Identified<Input>> {
  const problems: CellProblems = new Map();
  const externalId = readIdentifier(cells, problems);
  const given: Record<string, unknown> = {};
  for (const [field, cell] of Object.entries(cells)) {
    if (field === "Id") continue;
    const read = unreadable.test(cell)
      ? ({ message: unreadableMessage } as const)
      : readCell(field, cell, settings);
    if ("message" in read) problems.set(field, read.message);
    else if (read.value !== undefined) given[field] = read.value;
  }
  const read = readInput(schema, given, (input) => {
    if (problems.size === 0) resolve(input);
    return input;
  });
  for (const { path, message } of "issues" in read ? read.issues : [])
    addProblem(problems, { field: path.replace(/\..*$/, ""), message, cells });
  return "issues" in read || problems.size > 0 ? { problems } : { value: { externalId, input: read.value } };
}

function readIdentifier(cells: TableCells, problems: CellProblems): string | null {
  if (cells.Id === undefined) return null;
  const parsed = ExternalId.safeParse(cells.Id);
  if (parsed.success) return parsed.data;
  problems.set("Id", messageOf(parsed.error.issues[0]?.message));
  return null;
}

function readCell(field: string, cell: string, { dateFormat }: TableSettings) {
  // Spreadsheets put left-to-right and right-to-left marks around dates and numbers.
  const seen = withoutHiddenInLine(cell);
  if (field === "gender") return orUndefined(readGender(seen));
  if (field === "dateOfBirth" && dateFormat) return readDate(seen, dateFormat);
  if (field === "deceasedOn" && dateFormat) return orUndefined(readPartialDate(seen, dateFormat));
  if (wholeNumbers.has(field)) return orUndefined(readWholeNumber(seen));
  return { value: cell.trim() === "" && emptyIsNothing.includes(field) ? undefined : cell };
}

const wholeNumbers: ReadonlySet<string> = new Set(Object.values(tableFields).flat().filter(isWholeNumber));

/** An empty cell is undefined, so that defaults apply. */
const orUndefined = <Value>(read: { value: Value | null } | { message: FieldMessage }) =>
  "message" in read ? read : { value: read.value ?? undefined };

type Found = { field: string; message: string | undefined; cells: TableCells };

/** Reports a problem of an unmapped name field at a mapped one. */
function addProblem(problems: CellProblems, { field, message, cells }: Found) {
  const place = [field, "name", "firstName"].find((name) => cells[name] !== undefined) ?? field;
  if (problems.has(place)) return;
  problems.set(place, cells[place]?.trim() === "" ? "Required" : messageOf(message));
}
