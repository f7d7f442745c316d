import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type SyntheaRecords, writeSyntheaExport } from "../src/synthea/synthea-export.ts";

/** `records`: how many records an import of it creates. */
export type SyntheaExport = { folder: string; records: SyntheaRecords; remove(): Promise<void> };

const real = fileURLToPath(new URL("../../../../shared/data/synthea", import.meta.url));

async function written(): Promise<SyntheaExport> {
  const folder = await mkdtemp(path.join(tmpdir(), "caretype-synthea-"));
  const records = await writeSyntheaExport(folder);
  return { folder, records, remove: () => rm(folder, { recursive: true, force: true }) };
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
      remove: async () => undefined,
    }),
  },
];
