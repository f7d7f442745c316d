import { join } from "node:path";
import type { BenchEnvironment } from "../environment/bench-environment.ts";
import { formatInteger } from "../markdown.ts";
import { startCommand } from "./command.ts";
import type { Disturbance } from "./disturbance.ts";
import { writeSyntheaExport } from "./synthea-export.ts";

/** Imports another generated export each time. */
export function importDisturbance(environment: BenchEnvironment, patients: number): Disturbance {
  let exports = 0;
  return {
    name: `an import of ${formatInteger(patients)} patients`,
    async start() {
      exports += 1;
      const folder = join(environment.database.directory, `synthea-${exports}`);
      writeSyntheaExport(folder, { patients, seed: exports });
      return startCommand(environment, ["import", "synthea", folder, ...accountOf(environment)]);
    },
  };
}

/** Undoes the newest import that is not undone yet. */
export function undoDisturbance(environment: BenchEnvironment): Disturbance {
  return {
    name: "the undo of an import",
    async start() {
      const [newest] = await environment.sql<{ id: string }[]>`
        select id from import_batch where undone_at is null order by id desc limit 1`;
      if (!newest) throw new Error("There is no import to undo.");
      return startCommand(environment, ["import", "undo", newest.id, ...accountOf(environment)]);
    },
  };
}

const accountOf = ({ account }: BenchEnvironment) => ["--account", account.email];
