import { printToStderr } from "@caretype/cli/output";
import { openStorage } from "@caretype/db/storage";
import { restoreToTime } from "@caretype/db/wal-archive";
import type { Settings } from "../settings/settings.ts";
import { folderIn } from "../start/database-server.ts";
import { withDatabase } from "./command-database.ts";
import { verifyRestored } from "./verify-restored.ts";

type Request = { archive: string; toTime: string };

/** Makes the embedded database of a new data folder from an archive of the log, migrates it and verifies its audit. */
export async function restoreToTimeCommand(settings: Settings, { archive, toTime }: Request): Promise<void> {
  if (settings.databaseUrl !== null)
    throw new Error("--to-time restores the embedded database. Unset DATABASE_URL, and set DATA_DIR.");
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new Error("Interrupted. Nothing was restored."));
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.once(signal, interrupt);
  const time = await restoreToTime({
    directory: folderIn(settings.dataDirectory),
    archive: await openStorage({ location: archive, s3: settings.s3 }),
    time: toTime === "newest" ? undefined : timeIn(toTime),
    signal: interruption.signal,
  });
  for (const signal of signals) process.off(signal, interrupt);
  printToStderr(`Restored ${settings.dataDirectory} as of ${time}.`);
  await withDatabase(settings, (database) => verifyRestored(database));
}

const withZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

function timeIn(text: string): Date {
  const time = new Date(text);
  if (!withZone.test(text) || Number.isNaN(time.getTime()))
    throw new Error("--to-time: a time with its zone, such as 2026-11-23T10:15:00Z, or newest");
  return time;
}
