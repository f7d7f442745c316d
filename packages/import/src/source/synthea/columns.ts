import type { Permission } from "@caretype/core/kernel/permissions/permissions";
import type { CreateDoctor } from "@caretype/core/people/doctor/schema";
import type { CreatePatient } from "@caretype/core/people/patient/schema";
import type { z } from "zod";
import type { WantedColumns } from "../column-layout.ts";

type Gender = CreatePatient["gender"];

/**
 * The columns read from each file, in any order and letter case. All others are ignored, such as SSN, DRIVERS
 * and PASSPORT. A missing optional column reads as empty.
 */
export const syntheaColumns = {
  "patients.csv": {
    required: ["Id", "BIRTHDATE", "PREFIX", "FIRST", "LAST", "SUFFIX", "GENDER", "ADDRESS"],
    // Older exports have the whole address in one column. Synthea has MIDDLE since 3.1. LANG is only in extended
    // exports.
    optional: ["CITY", "STATE", "ZIP", "MIDDLE", "LANG", "DEATHDATE", "MAIDEN"],
  },
  // Has the phone numbers. The file is optional.
  "organizations.csv": { required: ["Id", "PHONE"], optional: [] },
  "providers.csv": {
    required: ["Id", "ORGANIZATION", "NAME", "GENDER", "SPECIALITY", "ADDRESS", "CITY", "STATE", "ZIP"],
    optional: [],
  },
  "encounters.csv": {
    required: ["START", "PATIENT", "DESCRIPTION", "REASONDESCRIPTION"],
    // For appointments and encounters. The oldest exports name no provider.
    optional: ["PROVIDER", "Id", "STOP", "ENCOUNTERCLASS", "CODE", "REASONCODE"],
    // Before May 2018, an encounter had a day.
    former: { START: "DATE" },
  },
  // Clinical records. A row without an identifier is recognized by all required columns together.
  "conditions.csv": {
    required: ["START", "STOP", "PATIENT", "ENCOUNTER", "CODE", "DESCRIPTION"],
    // Synthea has SYSTEM since 3.3.
    optional: ["SYSTEM"],
  },
  "allergies.csv": {
    required: ["START", "STOP", "PATIENT", "ENCOUNTER", "CODE", "DESCRIPTION"],
    // Synthea has all but SYSTEM since 3.0.
    optional: [
      ...(["SYSTEM", "TYPE", "CATEGORY", "REACTION1", "DESCRIPTION1", "SEVERITY1"] as const),
      ...(["REACTION2", "DESCRIPTION2", "SEVERITY2"] as const),
    ],
  },
  "medications.csv": {
    required: ["START", "STOP", "PATIENT", "ENCOUNTER", "CODE", "DESCRIPTION"],
    optional: ["SYSTEM", "REASONCODE", "REASONDESCRIPTION"],
  },
  "immunizations.csv": {
    required: ["DATE", "PATIENT", "ENCOUNTER", "CODE", "DESCRIPTION"],
    optional: ["SYSTEM"],
  },
  "procedures.csv": {
    required: ["START", "PATIENT", "ENCOUNTER", "CODE", "DESCRIPTION"],
    optional: ["STOP", "SYSTEM", "REASONCODE", "REASONDESCRIPTION"],
    // Synthea has START and STOP since 3.0.
    former: { START: "DATE" },
  },
  "observations.csv": {
    required: ["DATE", "PATIENT", "ENCOUNTER", "CODE", "DESCRIPTION", "VALUE", "UNITS"],
    // Synthea has TYPE since 2018.
    optional: ["TYPE", "CATEGORY"],
  },
  "careplans.csv": {
    required: ["Id", "START", "STOP", "PATIENT", "ENCOUNTER", "CODE", "DESCRIPTION"],
    optional: ["REASONCODE", "REASONDESCRIPTION"],
  },
} as const satisfies Record<string, WantedColumns<string>>;

export type SyntheaFile = keyof typeof syntheaColumns;

/** The columns of a file, including those of earlier versions. */
export function columnsIn(file: SyntheaFile): string[] {
  const { required, optional, former = {} }: WantedColumns<string> = syntheaColumns[file];
  return [...required, ...optional, ...Object.values(former)];
}
type SyntheaColumn<File extends SyntheaFile> =
  | (typeof syntheaColumns)[File]["required"][number]
  | (typeof syntheaColumns)[File]["optional"][number];

export type SyntheaCells<File extends SyntheaFile> = Record<SyntheaColumn<File>, string>;
export type SyntheaRow<File extends SyntheaFile> = { line: number; cells: SyntheaCells<File> };

/** A source of rows, in batches because there may be millions. */
export type SyntheaSource = {
  /** The names of the existing files. */
  files: readonly string[];
  rows<File extends SyntheaFile>(file: File): AsyncIterable<SyntheaRow<File>[]>;
};

/** Files with clinical records. If an export has any of them, its encounters are imported as encounters, too. */
export const clinicalFiles = [
  "conditions.csv",
  "allergies.csv",
  "observations.csv",
  "medications.csv",
  "immunizations.csv",
  "procedures.csv",
  "careplans.csv",
] as const satisfies SyntheaFile[];
export type ClinicalFile = (typeof clinicalFiles)[number];

/** The order of reading, and of the list of problems. */
export const syntheaFiles: readonly SyntheaFile[] = [
  "patients.csv",
  "organizations.csv",
  "providers.csv",
  "encounters.csv",
  ...clinicalFiles,
];

/** An export without them can be imported. */
export const optionalSyntheaFiles: readonly string[] = [
  "organizations.csv",
  "providers.csv",
  ...clinicalFiles,
];

export const isClinicalFile = <File extends string>(file: File): file is File & ClinicalFile =>
  clinicalFiles.some((each) => each === file);

/** The permissions that an export needs, besides those of each import. */
export const neededForSynthea = (files: readonly string[], appointments = false): Permission[] => [
  ...(appointments ? (["appointment:create"] as const) : []),
  ...(files.some(isClinicalFile) ? (["clinical:write"] as const) : []),
];

type Text = { [Column in string]: string };

/** How to read a field. Errors are reported at `column`. */
type Reading<Cells extends Text, Value> = { column: keyof Cells & string; read: (cells: Cells) => Value };

/** One entry for each field of a new record. Null if the export lacks it. */
export type SyntheaReadings<Cells extends Text, Input> = {
  [Field in keyof Input]-?: Reading<Cells, Input[Field] | undefined> | null;
};

export const syntheaPatient: SyntheaReadings<
  SyntheaCells<"patients.csv">,
  Omit<z.input<typeof CreatePatient>, "onDuplicates">
> = {
  // The full name includes prefix and suffix, which have no fields.
  name: {
    column: "FIRST",
    read: ({ PREFIX, FIRST, MIDDLE, LAST, SUFFIX }) => joined([PREFIX, FIRST, MIDDLE, LAST, SUFFIX], " "),
  },
  firstName: { column: "FIRST", read: ({ FIRST, MIDDLE }) => joined([FIRST, MIDDLE], " ") },
  lastName: { column: "LAST", read: ({ LAST }) => LAST },
  dateOfBirth: { column: "BIRTHDATE", read: ({ BIRTHDATE }) => BIRTHDATE || null },
  age: null,
  deceasedOn: { column: "DEATHDATE", read: ({ DEATHDATE }) => DEATHDATE || null },
  gender: { column: "GENDER", read: ({ GENDER }) => genderOf(GENDER) },
  phoneNumber: null,
  email: null,
  preferredLanguage: { column: "LANG", read: ({ LANG }) => LANG },
  address: { column: "ADDRESS", read: (cells) => addressOf(cells) },
  medicalHistory: null,
};

/** A provider, with the organization's phone number. */
type ProviderCells = SyntheaCells<"providers.csv"> & { phone: string };

export const syntheaDoctor: SyntheaReadings<ProviderCells, z.input<typeof CreateDoctor>> = {
  name: { column: "NAME", read: ({ NAME }) => NAME },
  firstName: null,
  lastName: null,
  specialization: { column: "SPECIALITY", read: ({ SPECIALITY }) => SPECIALITY },
  licenseNumber: null,
  yearsOfExperience: null,
  contactInfo: { column: "ADDRESS", read: (cells) => addressOf(cells) },
  phoneNumber: { column: "ORGANIZATION", read: ({ phone }) => phone },
  email: null,
  gender: { column: "GENDER", read: ({ GENDER }) => genderOf(GENDER) ?? null },
  maxAppointmentsPerDay: null,
};

const joined = (parts: string[], separator: string) =>
  parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join(separator);

type Address = { ADDRESS: string; CITY: string; STATE: string; ZIP: string };
const addressOf = ({ ADDRESS, CITY, STATE, ZIP }: Address) =>
  joined([ADDRESS, CITY, joined([STATE, ZIP], " ")], ", ");

const letters: Record<string, Gender> = { M: "male", F: "female", U: "unknown", UNK: "unknown" };

function genderOf(cell: string): Gender | undefined {
  const letter = cell.trim().toUpperCase();
  if (letter === "") return undefined;
  return letters[letter] ?? "other";
}
