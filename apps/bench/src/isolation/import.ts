import { join } from "node:path";
import type { TestBed } from "../bed/test-bed.ts";
import { whole } from "../markdown.ts";
import { commandUnderWay } from "./command.ts";
import type { Disturbance } from "./disturbance.ts";
import { writeSyntheaExport } from "./synthea-export.ts";

/** The export is another one each time. */
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

/** Of the imports that have been made before, the newest first. */
export function undoing(bed: TestBed): Disturbance {
  return {
    name: "the undoing of an import",
    async start() {
      const [newest] = await bed.sql<{ id: string }[]>`
        select id from import_batch where undone_at is null order by id desc limit 1`;
      if (!newest) throw new Error("there is no import to be undone");
      return commandUnderWay(bed, ["import", "undo", newest.id]);
    },
  };
}
