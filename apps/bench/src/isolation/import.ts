import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestBed } from "../bed/test-bed.ts";
import { decimals, whole } from "../markdown.ts";
import { caretypeEnvironment, serverProgram } from "../peer/caretype.ts";
import type { Disturbance } from "./disturbance.ts";
import { writeSyntheaExport } from "./synthea-export.ts";

/** The command, as an administrator runs it beside the server. Each time the export is another one. */
export function importing(bed: TestBed, patients: number): Disturbance {
  let exports = 0;
  return {
    name: `an import of ${whole(patients)} patients`,
    start() {
      exports += 1;
      const folder = join(bed.database.directory, `synthea-${exports}`);
      writeSyntheaExport(folder, { patients, seed: exports });
      const command = ["import", "synthea", folder, "--account", bed.account.email];
      const environment = { PATH: process.env.PATH ?? "", ...caretypeEnvironment(bed) };
      const startedAt = performance.now();
      let isRunning = true;
      let seconds = 0;
      const run = promisify(execFile)(process.execPath, [serverProgram, ...command], { env: environment });
      const ended = run.finally(() => {
        isRunning = false;
        seconds = (performance.now() - startedAt) / 1000;
      });
      ended.catch(() => undefined);
      return {
        isRunning: () => isRunning,
        finish: async () => {
          await ended;
          return `done in ${decimals(seconds, 1)} s`;
        },
      };
    },
  };
}
