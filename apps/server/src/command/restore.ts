import { print, printToStderr } from "@caretype/cli/output";
import { openDatabase } from "@caretype/db";
import { type BackupKey, requireBackup, restoreBackup } from "@caretype/postgres/backup";
import type { Settings } from "../settings/settings.ts";
import { headText } from "./audit-head.ts";
import { describeContent } from "./backup.ts";
import { readIdentities, readPassphrase } from "./backup-secrets.ts";
import { withDatabaseServer } from "./command-database.ts";
import type { RestoreOptions } from "./register-backup-commands.ts";
import { verifyRestored } from "./verify-restored.ts";

/** Restores a backup, and verifies its audit up to the head that the backup names. */
export async function restoreCommand(settings: Settings, options: RestoreOptions): Promise<void> {
  if (options.toTime !== undefined) {
    const { restoreToTimeCommand } = await import("./restore-to-time.ts");
    const { file, toTime, history } = options;
    return restoreToTimeCommand(settings, { archive: file, toTime, history });
  }
  if (options.history !== undefined) throw new Error("--history needs --to-time.");
  const key = await keyOf(options);
  await requireBackup({ location: options.file, s3: settings.s3 });
  await withDatabaseServer(settings, async (url) => {
    const target = settings.databaseDirectUrl ?? url;
    const summary = await restoreBackup({ url: target, file: options.file, s3: settings.s3, key });
    printToStderr(`Restored ${options.file}: ${describeContent(summary)}.`);
    const database = openDatabase({ url: target, listenUrl: null, prepare: settings.databasePrepare });
    try {
      await verifyRestored(database, summary.auditHead ?? undefined);
    } finally {
      await database.close();
    }
    if (summary.auditHead !== null) print(headText(summary.auditHead));
  });
}

async function keyOf({ passphraseFile, identityFile }: RestoreOptions): Promise<BackupKey | undefined> {
  if (passphraseFile !== undefined && identityFile !== undefined)
    throw new Error("Use either --passphrase-file or --identity-file.");
  if (identityFile !== undefined) return { identities: await readIdentities(identityFile) };
  return passphraseFile === undefined ? undefined : { passphrase: await readPassphrase(passphraseFile) };
}
