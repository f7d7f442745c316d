import { print } from "@caretype/cli/output";
import { type Placed, placeTables } from "@caretype/db/citus";
import type { Settings } from "../settings/settings.ts";
import { withDatabase, withDatabaseServer } from "./command-database.ts";

/** Migrates the database. With `isCitus`, it also places the tables on Citus. */
export async function migrateCommand(
  settings: Settings,
  { isCitus = false }: { isCitus?: boolean } = {},
): Promise<void> {
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
