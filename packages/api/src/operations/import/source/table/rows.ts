import type { z } from "zod";
import { type FieldMessage, messageOf } from "../../../../kernel/error/field-messages.ts";
import { type PracticeZone, today } from "../../../../kernel/field/day.ts";
import { withoutHiddenInLine } from "../../../../kernel/field/hidden-characters.ts";
import { resolveName } from "../../../../kernel/field/person-name.ts";
import { requiredLine } from "../../../../kernel/field/schemas.ts";
import { CreateDoctor } from "../../../../people/doctor/schema.ts";
import { resolveBirthToday } from "../../../../people/patient/rules.ts";
import { CreatePatient } from "../../../../people/patient/schema.ts";
import type { CellProblems, Identified, ParseResult } from "../../pipeline/problems.ts";
import { readInput } from "../../pipeline/read-input.ts";
import {
  type GenderCodes,
  readDate,
  readGender,
  readPartialDate,
  readPhone,
  readWholeNumber,
  withoutMarks,
} from "./cells.ts";
import { languageTag } from "./languages.ts";
import { isWholeNumber, type TableSettings, tableFields } from "./schema.ts";

// Parses rows of a plain table. All values are validated by the API's schemas.

/** The cells of the mapped fields, and `Id` if rows have identifiers. */
type TableCells = Record<string, string>;

const ExternalId = requiredLine(100);
const emptyIsNothing: readonly string[] = ["name", "firstName"];

/** Stands for a letter that the file's encoding lost, and codes that no encoding has for a letter. */
export const unreadable = /[\u{FFFD}\u{80}-\u{84}\u{86}-\u{9F}]/u;
export const unreadableMessage = "Has a letter that could not be read: type the text again";

export type Reading = {
  settings: TableSettings;
  cells: TableCells;
  timeZone: PracticeZone;
  /** What the codes of the column with genders stand for. */
  genders?: GenderCodes;
};

export const patientOfRow = (reading: Reading): ParseResult<Identified<CreatePatient>> =>
  parseRecord(reading, CreatePatient, (input) => {
    resolveName(input);
    resolveBirthToday(input, { timeZone: reading.timeZone, deceasedOn: input.deceasedOn });
  });

export const doctorOfRow = (reading: Reading): ParseResult<Identified<CreateDoctor>> =>
  parseRecord(reading, CreateDoctor, resolveName);

/** `resolve` applies the rules beyond the schema. It throws `INVALID_INPUT`. */
function parseRecord<Input>(
  { cells: written, ...reading }: Reading,
  schema: z.ZodType<Input>,
  resolve: (input: Input) => unknown,
): ParseResult<Identified<Input>> {
  const cells = withoutMarks(written);
  const problems: CellProblems = new Map();
  const externalId = readIdentifier(cells, problems);
  const given: Record<string, unknown> = {};
  for (const [field, cell] of Object.entries(cells)) {
    if (field === "Id") continue;
    const read = unreadable.test(cell)
      ? ({ message: unreadableMessage } as const)
      : readCell(field, cell, reading);
    if ("message" in read) problems.set(field, read.message);
    // Only the year is known, as the console exports it.
    else if (field === "dateOfBirth" && /^\d{4}$/.test(String(read.value)))
      given.age = Number(today(reading.timeZone).slice(0, 4)) - Number(read.value);
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

function readCell(
  field: string,
  cell: string,
  { settings: { dateFormat }, genders }: Omit<Reading, "cells">,
): { value?: unknown } | { message: FieldMessage } {
  // Spreadsheets put left-to-right and right-to-left marks around dates and numbers.
  const seen = withoutHiddenInLine(cell);
  if (field === "gender") return orUndefined(readGender(seen, genders));
  if (field === "phoneNumber") return readPhone(cell);
  if (field === "preferredLanguage") return { value: languageTag(seen) };
  if (field === "dateOfBirth" && dateFormat)
    return /^\s*\d{4}\s*$/.test(seen) ? { value: seen.trim() } : readDate(seen, dateFormat);
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
