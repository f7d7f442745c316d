import { print } from "../log/output.ts";
import type { Settings } from "../settings/settings.ts";
import { withDatabase } from "./command-database.ts";

export async function migrateCommand(settings: Settings): Promise<void> {
  await withDatabase(settings, async () => undefined, { waits: true });
  print("The database has the newest schema.");
}
