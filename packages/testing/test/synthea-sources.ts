import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type SyntheaRecords, writeSyntheaExport } from "@caretype/dev/synthea/synthea-export";

/** `records` and `clinical`: the number of records in an import of it. */
export type SyntheaExport = {
  folder: string;
  records: SyntheaRecords;
  clinical: string;
  remove(): Promise<void>;
};

/** Clinical records of the real export. Two rows of a blood pressure are one observation. */
const realRecords =
  "604 encounters, 438 conditions, 40 allergies, 963 observations, 663 medications, 29 immunizations, 249 procedures, 49 drafts of notes";

const real = fileURLToPath(new URL("../../../../shared/data/synthea", import.meta.url));

async function written(): Promise<SyntheaExport> {
  const folder = await mkdtemp(path.join(tmpdir(), "caretype-synthea-"));
  const { clinical, ...records } = await writeSyntheaExport(folder, { patients: 12 });
  return { folder, records, clinical, remove: () => rm(folder, { recursive: true, force: true }) };
}

if (!existsSync(real))
  process.stderr.write(`SKIPPED: tests with a real Synthea export, which is not at ${real}\n`);

/** A generated export, and a real one if it is beside the repository. */
export const syntheaSources: {
  source: string;
  isHere: boolean;
  isReal: boolean;
  open(): Promise<SyntheaExport>;
}[] = [
  { source: "a generated export", isHere: true, isReal: false, open: written },
  {
    source: "a real export",
    isHere: existsSync(real),
    isReal: true,
    open: async () => ({
      folder: real,
      records: { patients: 27, doctors: 166, assignments: 57 },
      clinical: realRecords,
      remove: async () => undefined,
    }),
  },
];
