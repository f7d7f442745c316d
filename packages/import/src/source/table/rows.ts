import { type FieldMessage, messageOf } from "@caretype/core/kernel/error/field-messages";
import { type PracticeZone, today } from "@caretype/core/kernel/field/day";
import { withoutHiddenInLine } from "@caretype/core/kernel/field/hidden-characters";
import { lastNameAtBirth, maxNameLength, splitName } from "@caretype/core/kernel/field/name-parts";
import { requiredLine } from "@caretype/core/kernel/field/schemas";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import { newDoctorRow } from "@caretype/core/people/doctor/queries";
import { CreateDoctor } from "@caretype/core/people/doctor/schema";
import { newPatientRow } from "@caretype/core/people/patient/queries";
import { ageOn, lastDay } from "@caretype/core/people/patient/rules";
import { CreatePatient } from "@caretype/core/people/patient/schema";
import { soughtBirth } from "@caretype/core/people/patient/search/birth-dates";
import type { z } from "zod";
import { addIssue, type CellProblems, type Identified, type ParseResult } from "../problems.ts";
import { externalIdOf, readInput } from "../read-input.ts";
import { faultOf, type Read, withoutMarks } from "./cells.ts";
import { readDate, readPartialDate } from "./dates.ts";
import { languageTag } from "./languages.ts";
import { readYears } from "./numbers.ts";
import { type GenderCodes, readEmail, readGender, readPhone } from "./person-cells.ts";
import {
  allParts,
  type DateFormat,
  isWholeNumber,
  longFormat,
  type Part,
  type ReadSettings,
  tableFields,
} from "./schema.ts";

// Parses rows of a plain table. The API's schemas validate all values.

/** The cells of the mapped fields, and `Id` if rows have identifiers. */
type TableCells = Record<string, string>;

const emptyIsNothing: readonly string[] = ["name", "firstName"];

export type Reading = {
  settings: ReadSettings;
  cells: TableCells;
  timeZone: PracticeZone;
  /** The meaning of the gender column's codes. */
  genders?: GenderCodes | undefined;
};

/** Many files lack a gender, at least for some patients. */
const unknownGender = { gender: "unknown" };

export const patientOfRow = (author: Author, reading: Reading) =>
  parsePerson(reading, { schema: CreatePatient, usual: unknownGender }, (input) =>
    newPatientRow(author, input),
  );

export const doctorOfRow = (author: Author, reading: Reading) =>
  parsePerson(reading, { schema: CreateDoctor }, (input) => newDoctorRow(author, input));

/** `usual`: defaults of fields that are empty, or not in the file. */
type Person<Input> = { schema: z.ZodType<Input>; usual?: object };

/** `rowOf` applies the rules beyond the schema. It throws `INVALID_INPUT`. */
function parsePerson<Input, Row>(
  { cells: written, ...reading }: Reading,
  { schema, usual }: Person<Input>,
  rowOf: (input: Input) => Row,
): ParseResult<Identified<Row>> {
  const cells = withoutMarks(written);
  const problems: CellProblems = new Map();
  const { Id } = cells;
  const externalId = Id === undefined ? null : externalIdOf({ Id }, "Id", problems);
  const given: Record<string, unknown> = { ...usual };
  for (const [field, cell] of Object.entries(cells)) {
    if (field === "Id") continue;
    // An apostrophe marks a cell as a value.
    const fault = cell === written[field] ? faultOf(cell, field) : undefined;
    const read = fault ? { message: fault } : readCell(field, cell, reading);
    if ("message" in read) problems.set(field, read.message);
    else if (read.value !== undefined) given[field] = read.value;
  }
  withBirth(given, today(reading.timeZone), problems);
  const birthName = nameAtBirth(given, problems);
  joinParts(given);
  const read = readInput(schema, given, (input) => (problems.size === 0 ? rowOf(input) : null));
  for (const { path, message } of "issues" in read ? read.issues : []) {
    const field = path.split(".", 1)[0] ?? path;
    // A problem of an unmapped name field is reported for a mapped one.
    const place = [field, "name", "firstName"].find((name) => cells[name] !== undefined) ?? field;
    addIssue(problems, cells, { place, message });
  }
  const row = "issues" in read ? null : read.value;
  return row === null || problems.size > 0 ? { problems } : { value: { externalId, row, birthName } };
}

/** Words that make the last name at birth the last name. */
const asAbove = /^(?:s\.\s?o\.|siehe oben|dito|ditto|idem|same|[="„″])$/iu;

/** The last name at birth. Without another one, it is the last name. */
function nameAtBirth(given: Record<string, unknown>, problems: CellProblems): string | undefined {
  const written = String(given.birthName ?? "").trim();
  const { name, firstName, middleName } = given;
  const first = name === undefined ? [firstName, middleName].join(" ") : splitName(String(name)).firstName;
  // A text longer than any name is refused unread.
  const isName = written.length <= maxNameLength;
  const cell = asAbove.test(written) ? "" : isName ? lastNameAtBirth(written, first) : written;
  if (cell === "") return undefined;
  const read = CreatePatient.shape.lastName.safeParse(cell);
  const fault = faultOf(cell, "birthName") ?? (read.success ? undefined : read.error.issues[0]?.message);
  if (fault) problems.set("birthName", messageOf(fault));
  if (given.name === undefined && String(given.lastName ?? "").trim() === "") given.lastName = cell;
  return read.data ?? undefined;
}

/** In years. A greater difference rather means another person. */
const oldestExport = 20;

/**
 * Turns a year of birth into an age, and drops an age beside a date or a year: it may be the age on the day of the
 * export.
 */
function withBirth(given: Record<string, unknown>, now: string, problems: CellProblems): void {
  const { dateOfBirth: born, deceasedOn, age } = given;
  if (typeof born !== "string") return;
  // An age refers to the last day.
  const day = lastDay(now, typeof deceasedOn === "string" ? deceasedOn : null);
  // Only the year is known, as in the console's exports.
  const isYear = /^\d{4}$/.test(born);
  const years = isYear ? Number(day.slice(0, 4)) - Number(born) : ageOn(day, born);
  if (typeof age === "number" && (age > years + 1 || age < years - oldestExport))
    problems.set("age", "Does not match the date of birth; send one of the two");
  delete given[isYear ? "dateOfBirth" : "age"];
  if (isYear) given.age = years;
}

/** Takes the parts of names and addresses out of the row, and appends each to its whole. */
function joinParts(given: Record<string, unknown>): void {
  const partOf = (field: Part) => String(given[field] ?? "").trim();
  const add = (field: string, separator: string, ...parts: string[]) => {
    if (parts.some(Boolean))
      given[field] = [String(given[field] ?? "").trim(), ...parts].filter(Boolean).join(separator);
  };
  if (given.name === undefined) {
    add("firstName", " ", partOf("middleName"));
    add("lastName", " ", partOf("secondLastName"));
  }
  add("address", " ", partOf("houseNumber"));
  const [city, state, postalCode] = [partOf("city"), partOf("state"), partOf("postalCode")];
  // A postal code follows a state such as `MA`. In other countries, it precedes the city.
  const place = /^[A-Z]{2,3}$/.test(state)
    ? [city, `${state} ${postalCode}`.trim()]
    : [`${postalCode} ${city}`.trim(), state];
  const isWhole = endsWithAll(String(given.address ?? ""), [city, state, postalCode].filter(Boolean));
  add("address", ", ", partOf("addressLine2"), ...(isWhole ? [] : place));
  for (const part of allParts) delete given[part];
}

/** Some files have the whole address and its parts. */
const endsWithAll = (address: string, parts: readonly string[]) =>
  parts.every((part) => address.includes(part)) && parts.some((part) => address.trim().endsWith(part));

function readCell(
  field: string,
  cell: string,
  { settings: { dateFormat }, genders, timeZone }: Omit<Reading, "cells">,
): { value?: unknown } | { message: FieldMessage } {
  // Spreadsheets put left-to-right and right-to-left marks around dates and numbers.
  const seen = withoutHiddenInLine(cell);
  if (field === "gender") return orUndefined(readGender(seen, genders));
  if (field === "phoneNumber") return readPhone(cell);
  if (field === "email" && cell.includes("@")) return { value: readEmail(seen) };
  if (field === "preferredLanguage") return { value: languageTag(seen) };
  if (field === "dateOfBirth" && dateFormat) {
    const read = readPartialDate(seen, dateFormat, timeZone);
    // A month is no date of birth.
    return "value" in read && read.value?.length === 7 ? readDate(seen, dateFormat, timeZone) : read;
  }
  if (field === "deceasedOn" && dateFormat) return orUndefined(readPartialDate(seen, dateFormat, timeZone));
  if (wholeNumbers.has(field)) return orUndefined(readYears(seen));
  return { value: cell.trim() === "" && emptyIsNothing.includes(field) ? undefined : cell };
}

const wholeNumbers: ReadonlySet<string> = new Set(Object.values(tableFields).flat().filter(isWholeNumber));

/** An empty cell is undefined, so that defaults apply. */
const orUndefined = <Value>(read: { value: Value | null } | { message: FieldMessage }) =>
  "message" in read ? read : { value: read.value ?? undefined };

/** A row's name for a person. */
const Person = requiredLine(300);
/** Some programs write long identifiers, which are only compared here. */
const Identifier = requiredLine(300);

/** The prefix of a date of birth behind a name: `(geb. 3.11.1961)`. */
const beforeBirth =
  /(?<![\s,;:|/*([-])[\s,;:|/*([-]*(?:(?<!\p{L})(?:geb(?:\.|oren)?(?: am)?|born|dob|d\.\s?o\.\s?b\.|f?\.?\s?nac\.?)[\s:*]*)?$/iu;

/** Splits a name from a date of birth behind it. An identifier may contain a date, but not two words. */
function withBirthIn(cell: string, format: DateFormat): { name: string; born: string | null } {
  const whole = { name: cell, born: null };
  if (!/\d.*\d/.test(cell) || !/\p{L}[\s,]+\p{L}/u.test(cell)) return whole;
  const order = format.startsWith("M") ? "mdy" : format.startsWith("D") ? "dmy" : undefined;
  const { dates: [born, ...meanings] = [], others = "" } = soughtBirth(cell, order) ?? {};
  const name = others
    .replace(/(?<![\s)\]])[\s)\]]+$/, "")
    .replace(beforeBirth, "")
    .trim();
  const isName = /^[\p{L}\p{M}\s.,'’-]+$/u.test(name) && /\p{L}[\s,]+\p{L}/u.test(name);
  return born && meanings.length === 0 && isName ? { name, born } : whole;
}

/** Skips most cells, which have nothing hidden. */
const plain = /^[ -~]*$/;

/** Reads a row's cells, and collects their problems. */
export class RowReader {
  readonly problems: CellProblems = new Map();
  readonly #cells: Reading["cells"];
  readonly #written: Reading["cells"];
  readonly #required: string;
  readonly #origins: Readonly<Record<string, string>>;

  /**
   * `required`: a field that is always mapped, which reports problems of unmapped ones. `origins`: the fields from
   * whose cells others were read, which report their problems.
   */
  constructor(cells: Reading["cells"], required: string, origins: Readonly<Record<string, string>> = {}) {
    this.#cells = withoutMarks(cells);
    this.#written = cells;
    this.#required = required;
    this.#origins = origins;
  }

  /** Spreadsheets put left-to-right and right-to-left marks around dates and numbers. */
  text = (field: string): string => {
    const cell = this.#cells[field] ?? "";
    return (plain.test(cell) ? cell : withoutHiddenInLine(cell)).trim();
  };

  isMapped = (field: string): boolean => this.#cells[field] !== undefined;

  /** Returns whether one of the cells had any text, even a mark of nothing. */
  isMarked = (...fields: string[]): boolean =>
    fields.some((field) => (this.#written[field] ?? "").trim() !== "");

  fail(field: string, message: FieldMessage | undefined): null {
    const origin = this.#origins[field] ?? field;
    const place = this.isMapped(origin) ? origin : this.#required;
    if (!this.problems.has(place)) this.problems.set(place, messageOf(message));
    return null;
  }

  /** Returns the value, or null if it was empty or invalid. */
  take<Value>(field: string, read: Read<Value>): Value | null {
    return "message" in read ? this.fail(field, read.message) : read.value;
  }

  /** Checks a cell by the API's schema. An empty one is null. */
  checked(field: string, schema: z.ZodType<string | null | undefined>, isRequired = false): string | null {
    const cell = this.#cells[field] ?? "";
    const fault = faultOf(cell, field);
    if (fault) return this.fail(field, fault);
    if (cell.trim() === "") return isRequired ? this.fail(field, "Required") : null;
    const parsed = schema.safeParse(cell);
    return parsed.success
      ? (parsed.data ?? null)
      : this.fail(field, messageOf(parsed.error.issues[0]?.message));
  }

  /** The identifier in the other system. Null: rows have none. */
  externalId(): string | null {
    return this.isMapped("Id") ? this.checked("Id", Identifier, true) : null;
  }

  person(field: "patient" | "doctor"): string {
    return this.checked(field, Person, true) ?? "";
  }

  /** The row's name for the patient, and the date of birth that distinguishes namesakes. */
  patient(dateFormat: DateFormat, timeZone: PracticeZone): { patient: string; born: string | null } {
    const cell = this.isMapped("patient") ? this.person("patient") : this.#patientName();
    const bornInColumn = this.take(
      "patientDateOfBirth",
      readDate(this.free("patientDateOfBirth"), longFormat(dateFormat), timeZone),
    );
    const { name, born } = withBirthIn(cell, dateFormat);
    return { patient: name, born: bornInColumn ?? born };
  }

  /** Joins the parts of a name in two columns. A single name has one. */
  #patientName(): string {
    const parts = ["patientFirstName", "patientLastName"].map((field) => this.checked(field, Person) ?? "");
    return parts.join(" ").trim() || (this.fail("patientLastName", "Required") ?? "");
  }

  /** Returns the text of a cell that is checked later. */
  free(field: string): string {
    const cell = this.text(field);
    const fault = plain.test(cell) && !/^#|&/.test(cell) ? undefined : faultOf(cell);
    if (fault) this.fail(field, fault);
    return cell;
  }
}
