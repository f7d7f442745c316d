import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { stringify } from "csv-stringify/sync";
import { Random } from "../fill/random.ts";
import { makeEncounters } from "./encounters.ts";
import { makePatients } from "./patients.ts";
import { makeOrganizations, makeProviders } from "./providers.ts";

export type SyntheaSize = {
  /** Number of patients. Default: 30. The other files have as many rows as these need. */
  patients?: number;
  /** Another seed gives other people. Default: 1. */
  seed?: number;
};

/** How many records an import of the export creates. */
export type SyntheaRecords = { patients: number; doctors: number; assignments: number };

/** Generates all rows of the export. The same size and seed give the same rows. */
export function makeSyntheaExport({ patients: count = 30, seed = 1 }: SyntheaSize = {}) {
  const random = (stream: string) => new Random(seed, `synthea ${stream}`);
  const patients = makePatients(random("patients"), count);
  const organizations = makeOrganizations(random("organizations"), 4 + Math.ceil(count / 2));
  const providers = makeProviders(random("providers"), organizations);
  const encounters = makeEncounters(random("encounters"), patients, providers);
  return {
    "patients.csv": patients,
    "organizations.csv": organizations,
    "providers.csv": providers,
    "encounters.csv": encounters,
  };
}

/** The format of spreadsheets on Windows. Synthea itself ends lines with LF. */
const resaved = { bom: true, record_delimiter: "windows" } as const;
const resavedFiles = new Set(["organizations.csv", "providers.csv"]);

/**
 * Writes a small export in Synthea's format, with the oddities of real ones: numbers in names, empty cells, names
 * shared by several providers, duplicate organizations, and no columns MIDDLE and LANG.
 *
 * @returns how many records an import of it creates
 * @throws {Error} `EEXIST` if one of the files already exists
 * @example
 * const { patients } = await writeSyntheaExport("/tmp/export", { patients: 100, seed: 7 });
 */
export async function writeSyntheaExport(folder: string, size: SyntheaSize = {}): Promise<SyntheaRecords> {
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
  };
}
