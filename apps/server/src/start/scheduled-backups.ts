import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { startPeriodicTask } from "@caretype/api/procedure/periodic-task";
import { writeBackup } from "@caretype/db/backup";
import type { Logger } from "../log/logger.ts";
import type { BackupPlan } from "../settings/settings.ts";

type Options = { url: string; plan: BackupPlan; logger: Logger; now?: () => number };

const minute = 60_000;
const day = 24 * 60 * minute;
const ours = /^caretype-\d{4}-\d\d-\d\dT\d\d-\d\dZ\.backup(?:\.partial)?$/;

/** Writes a backup each day until stopped. One that was missed, because no server ran, is written at the start. */
export function scheduleBackups({ url, plan, logger, now = Date.now }: Options) {
  let isStopping = false;
  const round = async () => {
    const name = backupName(latestDue(now(), plan));
    const names = await readdir(plan.folder);
    if (!names.includes(name)) await backUp(name);
  };
  const backUp = async (name: string) => {
    const file = join(plan.folder, name);
    await removeInterrupted(plan.folder, now());
    const lock = plan.recipients.length === 0 ? undefined : { recipients: plan.recipients };
    const { bytes, rows, auditHead } = await writeBackup({ url, file, lock });
    logger.info({ file, bytes, rows, auditHead }, "wrote a backup");
    for (const old of (await backupsIn(plan.folder)).slice(plan.keep)) await rm(join(plan.folder, old));
  };
  const onFailure = (error: unknown) => {
    if (!isStopping) logger.error({ err: error }, "the backup failed, and is tried again in a minute");
  };
  const task = startPeriodicTask(round, { onFailure, milliseconds: minute });
  return {
    runNow: task.runNow,
    /** Does not wait for a running backup, which the end of the process removes. */
    stop: async () => {
      isStopping = true;
      void task.stop();
    },
  };
}

/** The latest instant at which a backup was due. */
function latestDue(now: number, { minuteOfDay }: BackupPlan): number {
  const today = Math.floor(now / day) * day + minuteOfDay * minute;
  return today <= now ? today : today - day;
}

/** `caretype-2026-11-23T02-00Z.backup` */
const backupName = (due: number) =>
  `caretype-${new Date(due).toISOString().slice(0, 16).replace(":", "-")}Z.backup`;

/** Returns the names of whole backups, the newest one first. */
export const backupsIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder))
    .filter((name) => ours.test(name) && !name.endsWith(".partial"))
    .toSorted()
    .toReversed();

/** A backup whose process was killed leaves its file. */
async function removeInterrupted(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if (!ours.test(name) || !name.endsWith(".partial")) continue;
    if ((await stat(file)).mtimeMs < now - day / 24) await rm(file);
  }
}
