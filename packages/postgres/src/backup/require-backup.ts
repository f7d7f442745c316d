import { openFile, openStorage, type Target } from "../storage/index.ts";
import { isWalArchive } from "../wal-archive/archive-folder.ts";
import { BackupError } from "./backup-error.ts";

/**
 * Call it before a database is created to restore the file into.
 * @throws {BackupError} if there is no such file.
 */
export async function requireBackup(file: Target): Promise<void> {
  const { storage, name } = await openFile(file);
  const found = await storage.find(name);
  if (found && !found.isFolder) return;
  if (await isWalArchive(await openStorage(file)))
    throw new BackupError(
      `${file.location} is an archive of the log. Pass --to-time with a time, or --to-time newest.`,
    );
  throw new BackupError(found ? `${file.location} is a folder.` : `There is no file ${file.location}.`);
}
