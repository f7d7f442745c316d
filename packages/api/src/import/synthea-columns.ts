/**
 * The columns that are read of each file, in any order and letter case; all others are left alone, among
 * them SSN, DRIVERS and PASSPORT. An optional column that is not there reads as empty.
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
    // Since Synthea 3.1.
    optional: ["MIDDLE"],
  },
  // Has the telephone numbers; an export without it is imported all the same.
  "organizations.csv": { required: ["Id", "PHONE"], optional: [] },
  "providers.csv": {
    required: ["Id", "ORGANIZATION", "NAME", "GENDER", "SPECIALITY", "ADDRESS", "CITY", "STATE", "ZIP"],
    optional: [],
  },
  "encounters.csv": {
    required: ["START", "PATIENT", "PROVIDER", "DESCRIPTION", "REASONDESCRIPTION"],
    optional: [],
  },
} as const satisfies Record<string, { required: readonly string[]; optional: readonly string[] }>;

export type SyntheaFile = keyof typeof syntheaColumns;
type SyntheaColumn<File extends SyntheaFile> =
  | (typeof syntheaColumns)[File]["required"][number]
  | (typeof syntheaColumns)[File]["optional"][number];

export type SyntheaCells<File extends SyntheaFile> = Record<SyntheaColumn<File>, string>;
export type SyntheaRow<File extends SyntheaFile> = { line: number; cells: SyntheaCells<File> };

/** Where the rows come from. They come many at a time, because there are millions. */
export type SyntheaSource = {
  rows<File extends SyntheaFile>(file: File): AsyncIterable<SyntheaRow<File>[]>;
};

/** In the order of reading and of the list of problems. */
export const syntheaFiles: readonly SyntheaFile[] = [
  "patients.csv",
  "organizations.csv",
  "providers.csv",
  "encounters.csv",
];
