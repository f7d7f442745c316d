import { startPeriodicTask } from "@caretype/core/kernel/procedure/periodic-task";
import { isOfAnother, noteWriter, writeBackup } from "@caretype/postgres/backup";
import { openStorage, type Storage, type Target } from "@caretype/postgres/storage";
import type { Logger } from "../log/logger.ts";
import type { BackupPlan } from "../settings/settings.ts";

type Options = { url: string; plan: BackupPlan; logger: Logger; now?: () => number };

const minute = 60_000;
const day = 24 * 60 * minute;
const isOurs = (name: string) => /^caretype-\d{4}-\d\d-\d\dT\d\d-\d\dZ\.backup$/.test(name);

/** Writes a backup each day until stopped. A missed one is written at the start. */
export function scheduleBackups({ url, plan, logger, now = Date.now }: Options) {
  let isStopping = false;
  const { target, recipients, keep } = plan;
  let lookedAt: string | undefined;
  const round = async () => {
    const name = backupName(latestDue(now(), plan));
    const storage = await openStorage(target);
    if (lookedAt !== name) await warnOfOther(storage);
    lookedAt = name;
    const newest = backupName(now());
    // A newer file belongs to an earlier `BACKUP_AT` of the same day. One from the future comes from a wrong clock.
    const isThere = (await backupsIn(storage)).some((file) => file >= name && file <= newest);
    if (!isThere) await backUp(storage, name);
  };
  /** Two databases with the same folder mistake each other's backups for their own. */
  const warnOfOther = async (storage: Storage) => {
    if (!(await isOfAnother(storage, url))) return;
    logger.warn(
      { target: storage.location },
      "another database wrote the newest backup there. This one may have none: set BACKUP_TO to a folder of its own",
    );
  };
  const backUp = async (storage: Storage, name: string) => {
    const file = storage.pathOf(name);
    const lock = recipients.length === 0 ? undefined : { recipients };
    const { bytes, rows, auditHead } = await writeBackup({ url, file, s3: target.s3, lock });
    logger.info({ file, bytes, rows, auditHead }, "wrote a backup");
    await noteWriter(storage, url);
    const others = (await backupsIn(storage)).filter((other) => other !== name);
    await storage.remove(others.slice(keep - 1));
  };
  const onFailure = (error: unknown) => {
    // Another database may have written a file of this name.
    lookedAt = undefined;
    if (!isStopping)
      logger.error({ target: target.location, err: error }, "the backup failed, and is retried in a minute");
  };
  const task = startPeriodicTask(round, { name: "backups", onFailure, milliseconds: minute });
  return {
    ...task,
    /** Does not wait for a running backup, whose partial file is removed at exit. */
    stop: async () => {
      isStopping = true;
      void task.stop();
    },
  };
}

/** Returns the latest instant at which a backup was due. */
function latestDue(now: number, { minuteOfDay }: BackupPlan): number {
  const today = Math.floor(now / day) * day + minuteOfDay * minute;
  return today <= now ? today : today - day;
}

/** `caretype-2026-11-23T02-00Z.backup` */
const backupName = (due: number) =>
  `caretype-${new Date(due).toISOString().slice(0, 16).replace(":", "-")}Z.backup`;

/** Returns the names of whole backups, the newest one first. */
const backupsIn = async (storage: Storage): Promise<string[]> =>
  (await storage.list()).files.filter(isOurs).toSorted().toReversed();

/** Returns when the newest backup was written, in milliseconds since 1970. Undefined: there is none. */
export async function newestBackup(target: Target): Promise<{ name: string; writtenAt: number } | undefined> {
  const storage = await openStorage(target);
  const [name] = await backupsIn(storage);
  const found = name === undefined ? undefined : await storage.find(name);
  return name === undefined || !found ? undefined : { name, writtenAt: found.modifiedAt };
}
