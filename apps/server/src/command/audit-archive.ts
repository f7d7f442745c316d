import { archiveMonths } from "@caretype/api/audit/archive/archive-months";
import { print, printToStderr } from "@caretype/cli/output";
import { openStorage, StorageError } from "@caretype/postgres/storage";
import type { Settings } from "../settings/settings.ts";
import { withDatabase } from "./command-database.ts";
import { counted } from "./counted.ts";

/** Prints each file with its hash, as `sha256sum` does. */
export async function auditArchive(
  settings: Settings,
  { before, to: location }: { before: string; to: string },
): Promise<void> {
  const target = { location, s3: settings.s3 };
  const storage = await openStorage(target);
  await storage.list().catch((error: unknown) => {
    if (error instanceof StorageError) throw error;
    throw new Error(`${location} is not a folder. Create it, or mount it, first.`);
  });
  let [months, total] = [0, 0];
  await withDatabase(settings, (database) =>
    archiveMonths(database, {
      before,
      target,
      onArchived: ({ fileName, fileHash, entries }) => {
        months++;
        total += entries;
        print(`${fileHash}  ${fileName}`);
      },
    }),
  );
  printToStderr(
    months === 0
      ? `There is nothing to archive before ${before}.`
      : `${counted(months, "month")} with ${counted(total, "entry", "entries")} archived and dropped. Keep the files, and copies of them: nothing else has these entries.`,
  );
}
