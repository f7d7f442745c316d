import { printToStderr } from "@caretype/cli/output";
import { openStorage } from "@caretype/postgres/storage";
import { damagedText, type RestorePlan, restoreToTime } from "@caretype/postgres/wal-archive";
import { z } from "zod";
import type { Settings } from "../settings/settings.ts";
import { folderIn } from "../start/database-server.ts";
import { withDatabase } from "./command-database.ts";
import { verifyRestored } from "./verify-restored.ts";

type Request = { archive: string; toTime: string; history: string | undefined };

/** Makes the embedded database of a new data folder from an archive of the log, migrates it and verifies its audit. */
export async function restoreToTimeCommand(
  settings: Settings,
  { archive, toTime, history }: Request,
): Promise<void> {
  if (settings.databaseUrl !== null)
    throw new Error("--to-time restores the embedded database. Unset DATABASE_URL, and set DATA_DIR.");
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new Error("Interrupted. Nothing was restored."));
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.once(signal, interrupt);
  const restored = await restoreToTime({
    directory: folderIn(settings.dataDirectory),
    archive: await openStorage({ location: archive, s3: settings.s3 }),
    time: toTime === "newest" ? undefined : timeIn(toTime),
    history,
    signal: interruption.signal,
  });
  for (const signal of signals) process.off(signal, interrupt);
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

/** PostgreSQL is given milliseconds. */
const Time = z.iso.datetime({ offset: true }).regex(/:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/);

function timeIn(text: string): Date {
  if (!Time.safeParse(text).success)
    throw new Error("--to-time: a time that exists, with its zone, such as 2026-11-23T10:15:00Z, or newest");
  return new Date(text);
}
