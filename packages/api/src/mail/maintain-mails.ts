import type { DatabaseHandle, JobQueue } from "@caretype/db";
import { type PeriodicTask, startPeriodicTask } from "../periodic-task.ts";
import { forgetOld, giveUpExpired, lockLost } from "./queries.ts";

const minute = 60_000;
const atOnce = 1_000;

type Keeping = {
  database: Pick<DatabaseHandle, "transaction">;
  queue: JobQueue;
  /** Hears of mails that have expired unsent: of each once, whichever process finds it. */
  onExpired: (ids: string[]) => void;
  onFailure: (error: unknown) => void;
};

/**
 * Once a minute: tells what was never sent, finds those that the queue has lost, as a dump may have been restored without
 * it, and forgets what is old.
 */
export function maintainMails(
  { database, queue, onExpired, onFailure }: Keeping,
  milliseconds = minute,
): PeriodicTask {
  const round = async () => {
    const expired = await database.transaction((tx) => giveUpExpired(tx, atOnce));
    if (expired.length > 0) onExpired(expired);
    await database.transaction(async (tx) => queue.addLost(tx, await lockLost(tx, queue, atOnce)));
    await database.transaction((tx) => forgetOld(tx, atOnce));
  };
  return startPeriodicTask(round, { onFailure, milliseconds });
}
