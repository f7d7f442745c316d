import {
  type PeriodicTask,
  startPeriodicTask,
  TaskKeepsFailing,
} from "@caretype/core/kernel/procedure/periodic-task";
import { openStorage } from "@caretype/postgres/storage";
import { endWalArchive, WalArchiver } from "@caretype/postgres/wal-archive";
import type { Logger } from "../log/logger.ts";
import { databaseFolder, type Settings } from "../settings/settings.ts";

type Options = {
  url: string;
  settings: Settings;
  logger: Logger;
  /** Time for a stop to copy the rest. */
  endMilliseconds?: number;
};

const roundMilliseconds = 10_000;
/** An archive that cannot be written fails in each round. */
const complaintMilliseconds = 60_000;
/** After calls that took ten seconds to finish, this is within `maxStopMilliseconds`. */
const maxEndMilliseconds = 6_000;

/** Archives the embedded database's log until stopped. The stop copies the rest. */
export async function archiveWal({
  url,
  settings,
  logger,
  endMilliseconds = maxEndMilliseconds,
}: Options): Promise<PeriodicTask> {
  const directory = databaseFolder(settings.dataDirectory);
  if (settings.walArchive === null) {
    await endWalArchive({ url, directory });
    return { runNow: async () => undefined, stop: async () => undefined };
  }
  const { target, days } = settings.walArchive;
  const ending = new AbortController();
  const archive = await openStorage(target, ending.signal);
  const archiver = new WalArchiver({ url, directory, archive, days });
  let isStopping = false;
  let complainedAt = -complaintMilliseconds;
  let isCopying = false;
  const onFailure = (error: unknown) => {
    // `TaskKeepsFailing` is the last report until a run succeeds, so it is logged at once.
    const isRecent = performance.now() - complainedAt < complaintMilliseconds;
    if (isStopping || (isRecent && !(error instanceof TaskKeepsFailing))) return;
    complainedAt = performance.now();
    logger.error(
      { archive: target.location, err: error },
      "the database's log could not be archived. It is kept, and the archiving is retried",
    );
  };
  const copyBase = async () => {
    const base = await archiver.takeBaseIfDue();
    if (base) logger.info({ archive: archive.location, ...base }, "wrote a base backup");
  };
  const round = async () => {
    await archiver.copySegments();
    if (isCopying) return;
    isCopying = true;
    void copyBase()
      .catch(onFailure)
      .finally(() => {
        isCopying = false;
      });
  };
  const task = startPeriodicTask(round, { name: "wal-archive", onFailure, milliseconds: roundMilliseconds });
  return {
    ...task,
    /**
     * Does not wait for a base backup, which the next start repeats. PostgreSQL keeps what was not copied in time.
     */
    stop: async () => {
      isStopping = true;
      const timer = setTimeout(() => ending.abort(), endMilliseconds);
      await task.stop();
      await archiver
        .copySegments({ isLast: true })
        .catch((error: unknown) =>
          logger.error(
            { archive: target.location, err: error },
            "the end of the database's log is not archived yet",
          ),
        );
      clearTimeout(timer);
      ending.abort();
    },
  };
}
