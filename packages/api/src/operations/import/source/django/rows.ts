import type { z } from "zod";
import { messageOf } from "../../../../kernel/error/field-messages.ts";
import type { PracticeZone } from "../../../../kernel/field/day.ts";
import { isStorableInstant } from "../../../../kernel/field/instant.ts";
import { resolveName } from "../../../../kernel/field/person-name.ts";
import { requiredLine } from "../../../../kernel/field/schemas.ts";
import { currentTime } from "../../../../kernel/field/time.ts";
import { CreateAssignment } from "../../../../people/assignment/schema.ts";
import { CreateDoctor } from "../../../../people/doctor/schema.ts";
import { resolveBirthToday } from "../../../../people/patient/rules.ts";
import { CreatePatient } from "../../../../people/patient/schema.ts";
import { shownMessage } from "../../pipeline/problems.ts";
import { readInput } from "../../pipeline/read-input.ts";
import { readGender, readPhone } from "../table/cells.ts";

// Parses rows of Django's tables. All values are validated by the API's schemas.

/** The cells of a row by field. Those of columns that a table lacks are absent. */
export type Cells = Readonly<Record<string, string | null>>;
export type FieldProblem = { field: string; message: string };
export type Parsed<Value> = { value: Value } | { problems: FieldProblem[] };

const SourceId = requiredLine(100);
export const isSourceId = (id: string): boolean => SourceId.safeParse(id).data === id;

/** The name's form with a value: parts if there are any, else the whole name. */
export function nameOf({ name, firstName, lastName }: Cells): Record<string, string> {
  if (firstName?.trim()) return { firstName, lastName: lastName ?? "" };
  const whole = name?.trim() ? name : lastName;
  return whole?.trim() ? { name: whole } : {};
}

export function patientOf(cells: Cells, timeZone: PracticeZone): Parsed<CreatePatient> {
  const gender = readGender(cells.gender ?? "");
  if ("message" in gender) return problemsOf(cells, [["gender", gender.message]]);
  const { dateOfBirth, age, phoneNumber, email, address, medicalHistory } = cells;
  const given = {
    ...nameOf(cells),
    ...(dateOfBirth ? { dateOfBirth } : { age: numberOf(age) }),
    gender: gender.value ?? "unknown",
    ...textsOf({ phoneNumber, email, address, medicalHistory }),
  };
  const resolve = (input: CreatePatient) => {
    resolveName(input);
    resolveBirthToday(input, { timeZone });
  };
  return parse({ cells, schema: CreatePatient, resolve }, given);
}

export function doctorOf(cells: Cells): Parsed<CreateDoctor> {
  const gender = readGender(cells.gender ?? "");
  if ("message" in gender) return problemsOf(cells, [["gender", gender.message]]);
  const { specialization, licenseNumber, contactInfo, phoneNumber, email } = cells;
  const limit = numberOf(cells.maxAppointmentsPerDay);
  const given = {
    ...nameOf(cells),
    gender: gender.value,
    yearsOfExperience: numberOf(cells.yearsOfExperience),
    ...(limit !== null && { maxAppointmentsPerDay: limit }),
    ...textsOf({ specialization, licenseNumber, contactInfo, phoneNumber, email }),
  };
  return parse({ cells, schema: CreateDoctor, resolve: resolveName }, given);
}

const Reason = CreateAssignment.shape.reasonForVisit;

/** What an assignment says beside its people. `assignedAt` is null if it is unknown. */
export function assignmentOf(
  cells: Cells,
): Parsed<{ reasonForVisit: string | null; assignedAt: string | null }> {
  const reason = Reason.safeParse(cells.reasonForVisit ?? "");
  const assignedAt = instantOf(cells.assignedAt);
  if (!reason.success) return problemsOf(cells, [["reasonForVisit", reason.error.issues[0]?.message]]);
  if (assignedAt === undefined)
    return { problems: [{ field: "assignedAt", message: "Not an instant of the past" }] };
  return { value: { reasonForVisit: reason.data ?? null, assignedAt } };
}

/** An instant as RFC 3339. Null if there is none, and undefined if it cannot be one of a record. */
export function instantOf(cell: string | null | undefined): string | null | undefined {
  if (!cell) return null;
  // Sessions write `2024-05-01 09:30:00.123+00`. A column without a time zone is of UTC, as Django writes it.
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,6})?)(?:\+00)?$/.exec(cell) ?? [];
  const instant = `${day}T${time}Z`;
  if (day === undefined || day < "1970" || !isStorableInstant(instant)) return undefined;
  return Date.parse(instant) <= currentTime() ? instant : undefined;
}

const numberOf = (cell: string | null | undefined): number | string | null =>
  cell && /^-?\d{1,15}$/.test(cell) ? Number(cell) : cell || null;

/** Leaves absent texts out. An empty one becomes null in the schemas. */
const textsOf = (cells: Record<string, string | null | undefined>) =>
  Object.fromEntries(
    Object.entries(cells)
      .filter(([, cell]) => typeof cell === "string")
      .map(([field, cell]) => [field, field === "phoneNumber" ? phoneOf(cell ?? "") : cell]),
  );

function phoneOf(cell: string): string {
  const read = readPhone(cell);
  return "value" in read ? read.value : cell;
}

type Parsing<Input> = {
  cells: Cells;
  schema: z.ZodType<Input>;
  /** Applies the rules beyond the schema. Throws `INVALID_INPUT`. */
  resolve: (input: Input) => unknown;
};

function parse<Input>({ cells, schema, resolve }: Parsing<Input>, given: object): Parsed<Input> {
  const read = readInput(schema, given, (input) => {
    resolve(input);
    return input;
  });
  if ("value" in read) return read;
  return problemsOf(
    cells,
    read.issues.map(({ path, message }) => [path.replace(/\..*$/, ""), message]),
  );
}

const problemsOf = (cells: Cells, found: [field: string, message: string | undefined][]) => ({
  problems: found.map(([field, message]) => ({
    field,
    message: shownMessage(field, messageOf(message), cells[field] ?? ""),
  })),
});
