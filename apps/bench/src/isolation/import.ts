import { join } from "node:path";
import type { TestBed } from "../bed/test-bed.ts";
import { whole } from "../markdown.ts";
import { commandUnderWay } from "./command.ts";
import type { Disturbance } from "./disturbance.ts";
import { writeSyntheaExport } from "./synthea-export.ts";

/** Imports another generated export each time. */
export function importing(bed: TestBed, patients: number): Disturbance {
  let exports = 0;
  return {
    name: `an import of ${whole(patients)} patients`,
    async start() {
      exports += 1;
      const folder = join(bed.database.directory, `synthea-${exports}`);
      writeSyntheaExport(folder, { patients, seed: exports });
      return commandUnderWay(bed, ["import", "synthea", folder]);
    },
  };
}

/** Undoes the newest import that is not undone yet. */
export function undoing(bed: TestBed): Disturbance {
  return {
    name: "the undo of an import",
    async start() {
      const [newest] = await bed.sql<{ id: string }[]>`
        select id from import_batch where undone_at is null order by id desc limit 1`;
      if (!newest) throw new Error("There is no import to undo.");
      return commandUnderWay(bed, ["import", "undo", newest.id]);
    },
  };
}
