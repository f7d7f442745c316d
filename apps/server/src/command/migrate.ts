import { print } from "@caretype/cli/output";
import { type Placed, placeTables } from "@caretype/db/citus";
import type { Settings } from "../settings/settings.ts";
import { withDatabase, withDatabaseServer } from "./command-database.ts";

type Options = { isCitus?: boolean; isExperimental?: boolean };

const citusRefusal =
  "Caretype is not yet in use on Citus with real records. Nothing was changed. Try it with a copy of yours: " +
  "add --experimental.";

/**
 * Migrates the database. With `isCitus`, it also places the tables on Citus.
 * @throws if `isCitus` comes without `isExperimental`.
 */
export async function migrateCommand(
  settings: Settings,
  { isCitus = false, isExperimental = false }: Options = {},
): Promise<void> {
  if (isCitus && !isExperimental) throw new Error(citusRefusal);
  await withDatabase(settings, async () => undefined, { waits: true });
  print("The database has the newest schema.");
  if (!isCitus) return;
  const placed = await withDatabaseServer(settings, (url) => placeTables(settings.databaseDirectUrl ?? url));
  print(describePlaced(placed));
}

function describePlaced({ reference, distributed }: Placed): string {
  if (reference.length + distributed.length === 0) return "All tables are placed on Citus.";
  const line = (kind: string, names: string[]) => `${kind} (${names.length}): ${names.join(", ") || "none"}`;
  return `Placed on Citus. ${line("Reference tables", reference)}. ${line("Distributed tables", distributed)}.`;
}
