import { messageOf } from "@caretype/core/kernel/error/field-messages";
import type { PracticeZone } from "@caretype/core/kernel/field/day";
import { beginOfDay } from "@caretype/core/kernel/field/day-begin";
import { CalendarDate, Instant } from "@caretype/core/kernel/field/schemas";
import type { Author } from "@caretype/core/kernel/procedure/scope";
import { CreateAssignment } from "@caretype/core/people/assignment/schema";
import { newDoctorRow } from "@caretype/core/people/doctor/queries";
import { CreateDoctor, specializationCodes } from "@caretype/core/people/doctor/schema";
import { newPatientRow } from "@caretype/core/people/patient/queries";
import { CreatePatient } from "@caretype/core/people/patient/schema";
import type { z } from "zod";
import { addIssue, type CellProblems, type Identified, type ParseResult } from "../problems.ts";
import { externalIdOf, memoize, readInput } from "../read-input.ts";
import { dayIn, instantIn } from "../table/dates.ts";
import { type SyntheaCells, syntheaDoctor, syntheaPatient } from "./columns.ts";

// Parses Synthea rows. The API's schemas validate all values.

const parseReason = memoize((text) => CreateAssignment.shape.reasonForVisit.safeParse(text));

export function patientOf(author: Author, cells: SyntheaCells<"patients.csv">) {
  const parsed = parseRow(withDays(cells, author.timeZone), syntheaPatient, {
    schema: CreatePatient,
    rowOf: (input) => newPatientRow(author, input),
  });
  const birthName = CreatePatient.shape.lastName.safeParse(cells.MAIDEN).data;
  return "problems" in parsed ? parsed : { value: { ...parsed.value, birthName } };
}

const withDays = (cells: SyntheaCells<"patients.csv">, timeZone: PracticeZone) => ({
  ...cells,
  BIRTHDATE: dayIn(cells.BIRTHDATE, timeZone),
  DEATHDATE: dayIn(cells.DEATHDATE, timeZone),
});

/** Organizations' phone numbers, by identifier. */
export type Organizations = ReadonlyMap<string, string | null>;

export function doctorOf(author: Author, cells: SyntheaCells<"providers.csv">, organizations: Organizations) {
  const phone = organizations.get(cells.ORGANIZATION.trim()) ?? "";
  const rules = { schema: CreateDoctor, rowOf: (input: CreateDoctor) => newDoctorRow(author, input) };
  return parseRow({ ...cells, phone }, syntheaDoctor, rules);
}

/** Synthea writes several numbers as `a Or b`. Keeps the first. */
export function phoneOf(
  cells: SyntheaCells<"organizations.csv">,
): ParseResult<{ externalId: string; phone: string | null }> {
  const problems: CellProblems = new Map();
  const externalId = externalIdOf(cells, "Id", problems);
  const [first = ""] = cells.PHONE.split(/\sor\s/i);
  const phone = CreateDoctor.shape.phoneNumber.safeParse(first);
  if (!phone.success) problems.set("PHONE", messageOf(phone.error.issues[0]?.message));
  return problems.size > 0 ? { problems } : { value: { externalId, phone: phone.data ?? null } };
}

/** An assignment's fields besides patient and doctor. A missing field does not compile. */
type AssignmentDetails = {
  [Field in Exclude<keyof CreateAssignment, "patientId" | "doctorId">]-?: Exclude<
    CreateAssignment[Field],
    undefined
  >;
};

export type Encounter = {
  patient: string;
  /** Null: unknown, because the export names an organization or nothing. */
  provider: string | null;
  startedAt: number;
  details: AssignmentDetails;
};

/**
 * Returns the instant in a cell, or the beginning of its day. The oldest exports have no seconds. Any other text
 * stays.
 */
export function instantOf(cell: string, timeZone: PracticeZone): string {
  const text = cell.trim();
  return isDay(text) ? beginOfDay(text, timeZone) : (instantIn(cell) ?? text);
}

/** Exports before May 2018 have days in place of instants. */
const isDay = (cell: string): boolean => CalendarDate.safeParse(cell.trim()).success;

/** The context for reading an encounter's cells. */
export type EncounterContext = { organizations: Organizations; timeZone: PracticeZone };

/**
 * Parses an encounter. The kind of visit stands in for a missing reason. Before Synthea 2.5, `PROVIDER` is an
 * organization.
 */
export function encounterOf(
  cells: SyntheaCells<"encounters.csv">,
  { organizations, timeZone }: EncounterContext,
): ParseResult<Encounter> {
  const problems: CellProblems = new Map();
  const patient = externalIdOf(cells, "PATIENT", problems);
  const given = cells.PROVIDER.trim();
  const provider =
    given === "" || organizations.has(given) ? null : externalIdOf(cells, "PROVIDER", problems);
  const start = instantOf(cells.START, timeZone);
  if (!Instant.safeParse(start).success) {
    problems.set("START", start ? "Not an instant (YYYY-MM-DDTHH:MM:SSZ)" : "Required");
  }
  const because = cells.REASONDESCRIPTION.trim();
  const reason = parseReason(because || cells.DESCRIPTION);
  if (!reason.success)
    problems.set(because ? "REASONDESCRIPTION" : "DESCRIPTION", messageOf(reason.error.issues[0]?.message));
  if (problems.size > 0) return { problems };
  const details = { reasonForVisit: reason.data ?? null };
  return { value: { patient, provider, startedAt: Date.parse(start), details } };
}

/** A visit of the past. Instants are milliseconds since 1970. */
export type Visit = Omit<Encounter, "startedAt" | "provider"> & {
  provider: string;
  externalId: string;
  visitType: string;
  startsAt: number;
  endsAt: number;
};

/**
 * Parses an encounter for its appointment. Null if it has not ended, names no doctor, or has problems that
 * `encounterOf` finds.
 */
export function visitOf(
  cells: SyntheaCells<"encounters.csv">,
  context: EncounterContext,
): ParseResult<Visit | null> {
  const encounter = encounterOf(cells, context);
  if ("problems" in encounter) return { value: null };
  const { startedAt: startsAt, provider, ...known } = encounter.value;
  if (provider === null) return { value: null };
  const problems: CellProblems = new Map();
  const externalId = externalIdOf(cells, "Id", problems);
  const stop = instantOf(cells.STOP, context.timeZone);
  const isValid = stop === "" || Instant.safeParse(stop).success;
  if (!isValid) problems.set("STOP", "Not an instant (YYYY-MM-DDTHH:MM:SSZ)");
  else if (Date.parse(stop) < startsAt) problems.set("STOP", "Is before START");
  if (problems.size > 0) return { problems };
  if (stop === "") return { value: null };
  // An appointment has a length, and some encounters end as they begin.
  const endsAt = Math.max(Date.parse(stop), startsAt + minVisitMilliseconds);
  return { value: { ...known, provider, externalId, startsAt, endsAt, visitType: visitTypeOf(cells) } };
}

const minVisitMilliseconds = 60_000;

const classNames: Record<string, string> = {
  "": "Visit",
  snf: "Skilled nursing",
  urgentcare: "Urgent care",
};

/** Returns the visit type's name, such as `Wellness`, for an encounter's class. */
function visitTypeOf({ ENCOUNTERCLASS }: { ENCOUNTERCLASS: string }): string {
  const name = ENCOUNTERCLASS.trim().toLowerCase();
  return classNames[name] ?? `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

/** `rowOf` applies the rules beyond the schema. It throws `INVALID_INPUT`. */
type Rules<Input, Row> = { schema: z.ZodType<Input>; rowOf: (input: Input) => Row };

type Readings<Cells> = Record<string, { column: string; read: (cells: Cells) => unknown } | null>;

function parseRow<Cells extends Record<string, string> & { Id: string }, Input, Row>(
  cells: Cells,
  readings: Readings<Cells>,
  { schema, rowOf }: Rules<Input, Row>,
): ParseResult<Identified<Row>> {
  const problems: CellProblems = new Map();
  const externalId = externalIdOf(cells, "Id", problems);
  const given = Object.entries(readings).map(([field, reading]) => [field, reading?.read(cells)] as const);
  const read = readInput(schema, Object.fromEntries(given), rowOf);
  const issues = "issues" in read ? read.issues : [];
  const inParts = issues.some(({ path }) => /^(?:first|last)Name\b/.test(path));
  for (const { path, message } of issues) {
    const [field = ""] = path.split(".");
    // The full name is built from the parts, so their problems are reported once.
    if (inParts && field === "name") continue;
    const column = readings[field]?.column;
    // A schema field without a column is a bug here, not a problem of the file.
    if (!column) throw new Error(`No column is mapped to the field ${path}.`);
    addIssue(problems, cells, { place: column, message });
  }
  return "issues" in read || problems.size > 0 ? { problems } : { value: { externalId, row: read.value } };
}

// Synthea marks its invented names with numbers, and writes specializations in capital letters.

/** `Katheleen349 Veum823` becomes `Katheleen Veum`. */
export const readableName = (name: string): string =>
  name.replace(/(?<=\p{L}|\p{M}|')\d+(?![\p{L}\d])/gu, "");

/** `GENERAL PRACTICE` becomes `General practice`. Codes, abbreviations in brackets and other spellings stay. */
export function readableSpecialization(text: string): string {
  const given = text.trim();
  if (Object.hasOwn(specializationCodes, given) || /\p{Ll}/u.test(given)) return text;
  const words = given.replace(/\([^()]*\)|[^(]+/g, (part) =>
    part.startsWith("(") ? part : part.toLowerCase(),
  );
  return words.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}

export const withReadableNames = (cells: SyntheaCells<"patients.csv">): SyntheaCells<"patients.csv"> => ({
  ...cells,
  FIRST: readableName(cells.FIRST),
  MIDDLE: readableName(cells.MIDDLE),
  LAST: readableName(cells.LAST),
  MAIDEN: readableName(cells.MAIDEN),
});

export const withReadableProvider = (
  cells: SyntheaCells<"providers.csv">,
): SyntheaCells<"providers.csv"> => ({
  ...cells,
  NAME: readableName(cells.NAME),
  SPECIALITY: readableSpecialization(cells.SPECIALITY),
});
