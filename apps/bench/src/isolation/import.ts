import { join } from "node:path";
import type { BenchEnvironment } from "../environment/bench-environment.ts";
import { formatInteger } from "../markdown.ts";
import { type Disturbance, startCommand } from "./disturbance.ts";
import { encountersOf, writeObservations, writeSyntheaExport } from "./synthea-export.ts";

/** Imports another generated export each time. */
export function importDisturbance(environment: BenchEnvironment, patients: number): Disturbance {
  let exports = 0;
  return {
    name: `an import of ${formatInteger(patients)} patients`,
    rows: patients + encountersOf(patients),
    async start() {
      exports += 1;
      const folder = join(environment.database.directory, `synthea-${exports}`);
      writeSyntheaExport(folder, { patients, seed: exports });
      return startCommand(environment, ["import", "synthea", folder, ...accountOf(environment)]);
    },
  };
}

/** Imports another table of as many observations as there are patients, of those of the first export. */
export function observationsDisturbance(environment: BenchEnvironment, count: number): Disturbance {
  let tables = 0;
  const columns = ["patient=PATIENT", "code=CODE", "effectiveAt=DATE", "value=VALUE", "unit=UNITS"];
  return {
    name: `an import of ${formatInteger(count)} observations`,
    rows: count,
    async start() {
      tables += 1;
      const file = join(environment.database.directory, `observations-${tables}.csv`);
      writeObservations(file, { count, seed: tables });
      return startCommand(environment, [
        "import",
        "table",
        file,
        "--records",
        "observation",
        "--columns",
        ...columns,
        "--date-format",
        "YYYY-MM-DD",
        "--people-system",
        "synthea",
        ...accountOf(environment),
      ]);
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
