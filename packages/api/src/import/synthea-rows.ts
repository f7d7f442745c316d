import type { z } from "zod";
import { CreateAssignment } from "../assignment/schema.ts";
import { CreateDoctor } from "../doctor/schema.ts";
import { Instant, requiredLine } from "../field/schemas.ts";
import { CreatePatient } from "../patient/schema.ts";
import type { CellProblems, Identified, Judged } from "./cell-problems.ts";
import type { SyntheaCells } from "./synthea-columns.ts";

// What a row of Synthea means here. Everything goes through the schemas of the API.

/** Judges a text once while it is among the latest: identifiers and reasons come again and again. */
function remembering<Result>(judgeText: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    if (known.size >= 5_000) known.clear();
    const result = judgeText(text);
    known.set(text, result);
    return result;
  };
}

const ExternalId = requiredLine(100);
const parseExternalId = remembering((text) => ExternalId.safeParse(text));
const parseReason = remembering((text) => CreateAssignment.shape.reasonForVisit.safeParse(text));

const joined = (parts: string[], separator: string) =>
  parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join(separator);

type Address = { ADDRESS: string; CITY: string; STATE: string; ZIP: string };
const addressOf = ({ ADDRESS, CITY, STATE, ZIP }: Address) =>
  joined([ADDRESS, CITY, joined([STATE, ZIP], " ")], ", ");

function genderOf(cell: string): "male" | "female" | "other" | undefined {
  const letter = cell.trim().toUpperCase();
  if (letter === "") return undefined;
  return letter === "M" ? "male" : letter === "F" ? "female" : "other";
}

const patientColumns: Partial<Record<string, keyof SyntheaCells<"patients.csv">>> = {
  name: "FIRST",
  firstName: "FIRST",
  lastName: "LAST",
  dateOfBirth: "BIRTHDATE",
  gender: "GENDER",
  address: "ADDRESS",
};

/** The full name keeps its prefix and suffix, which have no field of their own. */
export function patientOf(cells: SyntheaCells<"patients.csv">): Judged<Identified<CreatePatient>> {
  const { PREFIX, FIRST, MIDDLE, LAST, SUFFIX } = cells;
  const parsed = CreatePatient.safeParse({
    name: joined([PREFIX, FIRST, MIDDLE, LAST, SUFFIX], " "),
    firstName: joined([FIRST, MIDDLE], " "),
    lastName: LAST,
    dateOfBirth: cells.BIRTHDATE.trim() || null,
    gender: genderOf(cells.GENDER),
    address: addressOf(cells),
  });
  return judge(parsed, cells, patientColumns);
}

const doctorColumns: Partial<Record<string, keyof SyntheaCells<"providers.csv">>> = {
  name: "NAME",
  specialization: "SPECIALITY",
  gender: "GENDER",
  contactInfo: "ADDRESS",
  phoneNumber: "ORGANIZATION",
};

export function doctorOf(
  cells: SyntheaCells<"providers.csv">,
  phones: ReadonlyMap<string, string>,
): Judged<Identified<CreateDoctor>> {
  const parsed = CreateDoctor.safeParse({
    name: cells.NAME,
    specialization: cells.SPECIALITY,
    gender: genderOf(cells.GENDER) ?? null,
    contactInfo: addressOf(cells),
    phoneNumber: phones.get(cells.ORGANIZATION.trim()),
  });
  return judge(parsed, cells, doctorColumns);
}

/** Synthea writes several numbers as `a Or b`; the first is kept. */
export function phoneOf(
  cells: SyntheaCells<"organizations.csv">,
): Judged<{ externalId: string; phone: string | null }> {
  const problems: CellProblems = new Map();
  const externalId = externalIdOf(cells, "Id", problems);
  const [first = ""] = cells.PHONE.split(/\s+or\s+/i);
  const phone = CreateDoctor.shape.phoneNumber.safeParse(first);
  if (!phone.success) problems.set("PHONE", messageOf(phone.error));
  return problems.size > 0 ? { problems } : { value: { externalId, phone: phone.data ?? null } };
}

export type Encounter = { patient: string; provider: string; startedAt: number; reason: string | null };

/** The reason of a visit, or what kind of visit it was where no reason is given. */
export function encounterOf(cells: SyntheaCells<"encounters.csv">): Judged<Encounter> {
  const problems: CellProblems = new Map();
  const patient = externalIdOf(cells, "PATIENT", problems);
  const provider = externalIdOf(cells, "PROVIDER", problems);
  const start = cells.START.trim();
  if (!Instant.safeParse(start).success) {
    problems.set("START", start ? "Not an instant (YYYY-MM-DDTHH:MM:SSZ)" : "Required");
  }
  const given = cells.REASONDESCRIPTION.trim();
  const reason = parseReason(given || cells.DESCRIPTION);
  if (!reason.success) problems.set(given ? "REASONDESCRIPTION" : "DESCRIPTION", messageOf(reason.error));
  if (problems.size > 0) return { problems };
  return { value: { patient, provider, startedAt: Date.parse(start), reason: reason.data ?? null } };
}

/** The identifier in a cell; when there is none, `problems` says so and the rest does not matter. */
function externalIdOf<Column extends string>(
  cells: Record<Column, string>,
  column: Column,
  problems: CellProblems,
): string {
  const parsed = parseExternalId(cells[column]);
  if (parsed.success) return parsed.data;
  problems.set(column, messageOf(parsed.error));
  return "";
}

const messageOf = (error: z.ZodError) => error.issues[0]?.message ?? "Not valid";

function judge<Input, Column extends string>(
  parsed: z.ZodSafeParseResult<Input>,
  cells: Record<Column | "Id", string>,
  columns: Partial<Record<string, Column>>,
): Judged<Identified<Input>> {
  const problems: CellProblems = new Map();
  const externalId = externalIdOf(cells, "Id", problems);
  const issues = parsed.error?.issues ?? [];
  const inParts = issues.some(({ path: [field] }) => field === "firstName" || field === "lastName");
  for (const issue of issues) {
    const { path } = issue;
    // The full name is made of the parts: their fault is not told twice.
    if (inParts && path[0] === "name") continue;
    const column = columns[String(path[0])];
    // A schema that asks for more than the mapping gives is a fault here, not in the file.
    if (!column) throw new Error(`No column of the export is behind the field ${path.join(".")}.`);
    if (!problems.has(column)) problems.set(column, cells[column].trim() === "" ? "Required" : issue.message);
  }
  return parsed.success && problems.size === 0 ? { value: { externalId, input: parsed.data } } : { problems };
}
