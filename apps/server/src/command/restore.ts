import { print, printToStderr } from "@caretype/cli/output";
import { verifyAudit } from "@caretype/core/people/audit/seal/verify-audit";
import type { DatabaseHandle } from "@caretype/db";
import { openDatabase } from "@caretype/db";
import { type BackupKey, requireBackup, restoreBackup } from "@caretype/postgres/backup";
import { openStorage } from "@caretype/postgres/storage";
import { damagedText, type RestorePlan, restoreToTime } from "@caretype/postgres/wal-archive";
import { z } from "zod";
import { shellCommand } from "../log/shell-command.ts";
import { endingSignals } from "../settings/process.ts";
import { databaseFolder, type Settings } from "../settings/settings.ts";
import { headText } from "./audit-seal.ts";
import { describeContent, readIdentities, readPassphrase } from "./backup.ts";
import { withDatabase, withDatabaseServer } from "./command-database.ts";

export type RestoreOptions = {
  file: string;
  passphraseFile?: string;
  identityFile?: string;
  toTime?: string;
  history?: string;
};

/** Restores a backup, and verifies its audit up to the head that the backup names. */
export async function restoreCommand(settings: Settings, options: RestoreOptions): Promise<void> {
  if (options.toTime !== undefined) {
    const { file, toTime, history } = options;
    return restoreArchive(settings, { archive: file, toTime, history });
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
    if (summary.auditHead === null) return;
    printToStderr("The audit's head in the backup, up to which it was verified:");
    print(headText(summary.auditHead));
  });
}

async function keyOf({ passphraseFile, identityFile }: RestoreOptions): Promise<BackupKey | undefined> {
  if (passphraseFile !== undefined && identityFile !== undefined)
    throw new Error("Use either --passphrase-file or --identity-file.");
  if (identityFile !== undefined) return { identities: await readIdentities(identityFile) };
  return passphraseFile === undefined ? undefined : { passphrase: await readPassphrase(passphraseFile) };
}

type KnownHead = NonNullable<Parameters<typeof verifyAudit>[1]>["known"];

/** Verifies the audit. Sets the exit code 1 if it is not as it was sealed. */
async function verifyRestored(database: DatabaseHandle, known?: KnownHead): Promise<void> {
  const { problems, faults } = await verifyAudit(database, { known });
  if (problems === 0 && faults.length === 0) return;
  process.exitCode = 1;
  printToStderr(`The audit is not as it was sealed. Run ${shellCommand("audit verify")} for details.`);
}

type Request = { archive: string; toTime: string; history: string | undefined };

/** Restores the embedded database into a new data folder from a log archive, migrates it and verifies its audit. */
async function restoreArchive(settings: Settings, { archive, toTime, history }: Request): Promise<void> {
  if (settings.databaseUrl !== null)
    throw new Error("--to-time restores the embedded database. Unset DATABASE_URL, and set DATA_DIR.");
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new Error("Interrupted. Nothing was restored."));
  for (const signal of endingSignals) process.once(signal, interrupt);
  const restored = await restoreToTime({
    directory: databaseFolder(settings.dataDirectory),
    archive: await openStorage({ location: archive, s3: settings.s3 }),
    time: toTime === "newest" ? undefined : timeIn(toTime),
    history,
    signal: interruption.signal,
  });
  for (const signal of endingSignals) process.off(signal, interrupt);
  printToStderr(`Restored ${settings.dataDirectory} as of ${restored.time}.`);
  for (const line of notesOn(restored)) printToStderr(line);
  await withDatabase(settings, (database) => verifyRestored(database));
}

function notesOn({ history, others, damaged, base }: RestorePlan): string[] {
  const notes = damaged.map(damagedText);
  if (others.length > 0)
    notes.push(
      `It is of the history ${history}, which was written last. To restore another one, pass --history: ${others.join(", ")}.`,
    );
  if (base.sha256 === undefined)
    notes.push(
      "The base backup is of an earlier version, without digests. Only the sizes of its files were checked.",
    );
  return notes;
}

/** PostgreSQL gets the time in milliseconds. */
const Time = z.iso.datetime({ offset: true }).regex(/:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/);

function timeIn(text: string): Date {
  if (!Time.safeParse(text).success)
    throw new Error("--to-time: a time that exists, with its zone, such as 2026-11-23T10:15:00Z, or newest");
  return new Date(text);
}
