import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Random } from "@caretype/testing/random";
import { stringify } from "csv-stringify/sync";
import { makeClinicalRecords } from "./clinical.ts";
import { makeEncounters } from "./encounters.ts";
import { makePatients } from "./patients.ts";
import { makeOrganizations, makeProviders } from "./providers.ts";

export type SyntheaSize = {
  /** Number of patients. Default: 30. The other files have as many rows as these need. */
  patients?: number;
  /** Another seed gives other people. Default: 1. */
  seed?: number;
  /** Adds cells that an import rejects, such as the year 292278994 of some exports. Default: false. */
  mistakes?: boolean;
};

/** How many records an import of the export creates. */
export type SyntheaRecords = { patients: number; doctors: number; assignments: number };

/** The same for clinical records, in the import's order. */
export type SyntheaWritten = SyntheaRecords & { clinical: string };

/** Generates all rows of the export. The same size and seed give the same rows. */
export function makeSyntheaExport({ patients: count = 30, seed = 1, mistakes = false }: SyntheaSize = {}) {
  const random = (stream: string) => new Random(seed, `synthea ${stream}`);
  const patients = makePatients(random("patients"), count);
  const organizations = makeOrganizations(random("organizations"), 4 + Math.ceil(count / 2));
  const providers = makeProviders(random("providers"), organizations);
  const encounters = makeEncounters(random("encounters"), patients, providers);
  const clinical = makeClinicalRecords(random("clinical records"), encounters);
  return {
    "patients.csv": patients,
    "organizations.csv": organizations,
    "providers.csv": providers,
    "encounters.csv": encounters,
    ...(mistakes ? withMistakes(clinical) : clinical),
  };
}

type ClinicalRows = ReturnType<typeof makeClinicalRecords>;

/** Java's maximum year, and a unit that is not one of height. */
function withMistakes(rows: ClinicalRows): ClinicalRows {
  const [condition, ...conditions] = rows["conditions.csv"];
  const [observation, ...observations] = rows["observations.csv"];
  if (!condition || !observation) return rows;
  return {
    ...rows,
    "conditions.csv": [{ ...condition, START: "292278994-08-17" }, ...conditions],
    "observations.csv": [{ ...observation, UNITS: "Cel" }, ...observations],
  };
}

/** The line ending of spreadsheets on Windows. Synthea writes LF. */
const resaved = { bom: true, record_delimiter: "windows" } as const;
const resavedFiles = new Set(["organizations.csv", "providers.csv"]);

/**
 * Writes a small export in Synthea's format, with the oddities of real ones: numbers in names, empty cells, names
 * shared by several providers, duplicate organizations, blood pressures in two rows, and columns that are missing.
 *
 * @returns how many records an import of it creates
 * @throws {Error} `EEXIST` if one of the files already exists
 * @example
 * const { patients } = await writeSyntheaExport("/tmp/export", { patients: 100, seed: 7 });
 */
export async function writeSyntheaExport(folder: string, size: SyntheaSize = {}): Promise<SyntheaWritten> {
  const files = makeSyntheaExport(size);
  await mkdir(folder, { recursive: true });
  for (const [name, rows] of Object.entries(files)) {
    const text = stringify(rows, { header: true, ...(resavedFiles.has(name) && resaved) });
    await writeFile(path.join(folder, name), text, { flag: "wx" });
  }
  const pairs = files["encounters.csv"].map(({ PATIENT, PROVIDER }) => `${PATIENT} ${PROVIDER}`);
  return {
    patients: files["patients.csv"].length,
    doctors: files["providers.csv"].length,
    assignments: new Set(pairs).size,
    clinical: clinicalNumbers(files),
  };
}

/** A repeated row is the same record. Two rows of a blood pressure are one observation. */
function clinicalNumbers(files: ReturnType<typeof makeSyntheaExport>): string {
  const distinct = (rows: readonly object[]) => new Set(rows.map((row) => JSON.stringify(row))).size;
  const observations = files["observations.csv"];
  const pressures = observations.filter(({ CODE }) => CODE === "8480-6").length;
  return [
    `${files["encounters.csv"].length} encounters`,
    `${distinct(files["conditions.csv"])} conditions`,
    `${distinct(files["allergies.csv"])} allergies`,
    `${distinct(observations) - pressures} observations`,
    `${distinct(files["medications.csv"])} medications`,
    `${distinct(files["immunizations.csv"])} immunizations`,
    `${distinct(files["procedures.csv"])} procedures`,
    `${files["careplans.csv"].length} drafts of notes`,
  ].join(", ");
}
