import type { z } from "zod";
import type { CreateDoctor } from "../doctor/schema.ts";
import type { CreatePatient } from "../patient/schema.ts";

type Gender = CreatePatient["gender"];

/**
 * The columns read from each file, in any order and letter case. All others are ignored, such as SSN, DRIVERS
 * and PASSPORT. A missing optional column reads as empty.
 */
export const syntheaColumns = {
  "patients.csv": {
    required: [
      "Id",
      "BIRTHDATE",
      "PREFIX",
      "FIRST",
      "LAST",
      "SUFFIX",
      "GENDER",
      "ADDRESS",
      "CITY",
      "STATE",
      "ZIP",
    ],
    // Synthea has MIDDLE since 3.1. LANG is in no release, only in extended exports.
    optional: ["MIDDLE", "LANG"],
  },
  // Has the phone numbers. The file is optional.
  "organizations.csv": { required: ["Id", "PHONE"], optional: [] },
  "providers.csv": {
    required: ["Id", "ORGANIZATION", "NAME", "GENDER", "SPECIALITY", "ADDRESS", "CITY", "STATE", "ZIP"],
    optional: [],
  },
  "encounters.csv": {
    required: ["START", "PATIENT", "PROVIDER", "DESCRIPTION", "REASONDESCRIPTION"],
    // For appointments.
    optional: ["Id", "STOP", "ENCOUNTERCLASS"],
  },
} as const satisfies Record<string, { required: readonly string[]; optional: readonly string[] }>;

export type SyntheaFile = keyof typeof syntheaColumns;
type SyntheaColumn<File extends SyntheaFile> =
  | (typeof syntheaColumns)[File]["required"][number]
  | (typeof syntheaColumns)[File]["optional"][number];

export type SyntheaCells<File extends SyntheaFile> = Record<SyntheaColumn<File>, string>;
export type SyntheaRow<File extends SyntheaFile> = { line: number; cells: SyntheaCells<File> };

/** A source of rows, in batches because there may be millions. */
export type SyntheaSource = {
  rows<File extends SyntheaFile>(file: File): AsyncIterable<SyntheaRow<File>[]>;
};

/** The order of reading, and of the list of problems. */
export const syntheaFiles: readonly SyntheaFile[] = [
  "patients.csv",
  "organizations.csv",
  "providers.csv",
  "encounters.csv",
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
  dateOfBirth: { column: "BIRTHDATE", read: ({ BIRTHDATE }) => BIRTHDATE.trim() || null },
  age: null,
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
