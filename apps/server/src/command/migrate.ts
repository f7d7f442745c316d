import { withDatabase } from "../command-database.ts";
import { print } from "../output.ts";
import type { Settings } from "../settings.ts";

export async function migrateCommand(settings: Settings): Promise<void> {
  await withDatabase(settings, async () => undefined, { waits: true });
  print("The database has the newest schema.");
}
