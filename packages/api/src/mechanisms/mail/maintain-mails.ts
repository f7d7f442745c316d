import type { DatabaseHandle, JobQueue } from "@caretype/db";
import { type PeriodicTask, startPeriodicTask } from "../../kernel/procedure/periodic-task.ts";
import { giveUpExpired, lockUnqueued, purgeOld } from "./queries.ts";

const minute = 60_000;
const atOnce = 1_000;

type Keeping = {
  database: Pick<DatabaseHandle, "transaction">;
  queue: JobQueue;
  /** Called with the ids of emails that expired unsent, once for each across processes. */
  onExpired: (ids: string[]) => void;
  onFailure: (error: unknown) => void;
};

/**
 * Every minute: reports expired emails, requeues those without a job (for example after restoring a dump), and deletes old
 * ones.
 */
export function maintainMails(
  { database, queue, onExpired, onFailure }: Keeping,
  milliseconds = minute,
): PeriodicTask {
  const round = async () => {
    const expired = await database.transaction((tx) => giveUpExpired(tx, atOnce));
    if (expired.length > 0) onExpired(expired);
    await database.transaction(async (tx) => queue.addLost(tx, await lockUnqueued(tx, queue, atOnce)));
    await database.transaction((tx) => purgeOld(tx, atOnce));
  };
  return startPeriodicTask(round, { name: "mails", onFailure, milliseconds });
}
