import { readFile } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import { print, printToStderr } from "@caretype/cli/output";
import { type BackupLock, type BackupSummary, writeBackup } from "@caretype/postgres/backup";
import type { Settings } from "../settings/settings.ts";
import { headText } from "./audit-seal.ts";
import { sizeText } from "./check/finding.ts";
import { withDatabaseServer } from "./command-database.ts";

export type BackupOptions = { file: string; passphraseFile?: string; recipient?: string[] };

/** Backs up the database without migrating it: it may have the previous version's schema. Prints the audit's head. */
export async function backupCommand(settings: Settings, options: BackupOptions): Promise<void> {
  const lock = await lockOf(options);
  const summary = await withDatabaseServer(settings, (url) => {
    // A server on this machine has priority. A database that this command starts keeps its priority.
    setPriority(constants.priority.PRIORITY_LOW);
    return writeBackup({ url: settings.databaseDirectUrl ?? url, file: options.file, s3: settings.s3, lock });
  });
  const encryption = lock === undefined ? "not encrypted" : "encrypted";
  printToStderr(
    `Wrote ${options.file}: ${sizeText(summary.bytes)}, ${encryption}, with ${describeContent(summary)}.`,
  );
  if (summary.auditHead === null) return;
  printToStderr("The audit's head at that time. Keep it outside of the database and of the backup:");
  print(headText(summary.auditHead));
}

export const describeContent = ({ rows, tables, takenAt, postgres }: BackupSummary): string =>
  `${rows} rows of ${tables} tables, as of ${takenAt} on PostgreSQL ${postgres}`;

async function lockOf({ passphraseFile, recipient }: BackupOptions): Promise<BackupLock | undefined> {
  if (passphraseFile !== undefined && recipient !== undefined)
    throw new Error("Use either --passphrase-file or --recipient.");
  if (recipient !== undefined) return { recipients: recipient };
  return passphraseFile === undefined ? undefined : { passphrase: await readPassphrase(passphraseFile) };
}

async function readSecret(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === "ENOENT" ? `There is no file ${path}.` : `${path} cannot be read (${error.code}).`,
    );
  });
}

/** Reads the first line. The file keeps the passphrase out of the list of processes. */
export async function readPassphrase(path: string): Promise<string> {
  const [passphrase = ""] = (await readSecret(path)).split(/\r?\n/);
  if (passphrase === "")
    throw new Error(`${path} begins with an empty line. Write the passphrase on the first line.`);
  return passphrase;
}

/** Reads a file of `age-keygen`: one identity per line, and comments. */
export async function readIdentities(path: string): Promise<string[]> {
  const lines = (await readSecret(path)).split(/\r?\n/).map((line) => line.trim());
  const identities = lines.filter((line) => line !== "" && !line.startsWith("#"));
  if (identities.length === 0) throw new Error(`${path} has no identity of age.`);
  return identities;
}
