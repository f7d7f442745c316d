import { type DatabaseHandle, type JobQueue, openJobQueue, startJobWorker } from "@caretype/db";
import { type PeriodicTask, startPeriodicTask } from "../../periodic-task.ts";
import { runUndoJob } from "../run-undo-job.ts";
import { lockLostUndos } from "../undo-job-queries.ts";
import { deleteExpired, lockLost } from "./job-queries.ts";
import { runJob } from "./run-job.ts";

export type ImportJobs = {
  queue: JobQueue;
  /** Begins to do what is asked for, in the background, and goes on until `close`. */
  start(): void;
  /** Lets what goes on come to an end for a moment; what does not is begun again by whoever comes next. */
  close(): Promise<void>;
};

type Making = { database: DatabaseHandle; onFailure: (error: unknown) => void };

const drainMilliseconds = 2_000;

/** One import at a time in a process: each has a connection of its own. */
export function createImportJobs({ database, onFailure }: Making): ImportJobs {
  const queue = openJobQueue(database, "import", { takesLong: true });
  let parts: { stop(): Promise<void> }[] = [];
  return {
    queue,
    start() {
      if (parts.length > 0) return;
      const worker = startJobWorker(database, {
        queue: "import",
        oneAtATime: true,
        // It is about an upload, or about an undoing.
        work: async (job) => {
          await runJob({ database, onFailure }, job);
          await runUndoJob({ database, onFailure }, job);
        },
        onFailure,
      });
      const keeper = keepUploads({ database, queue, onFailure });
      parts = [{ stop: () => worker.stop(drainMilliseconds) }, keeper];
    },
    close: async () => {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}

const minute = 60_000;
const atOnce = 10;

type Keeping = Making & { queue: JobQueue };

/** Once a minute: forgets what has expired, and finds jobs that the queue has lost, as a dump may have been restored without it. */
export function keepUploads({ database, queue, onFailure }: Keeping, milliseconds = minute): PeriodicTask {
  const round = async () => {
    await database.transaction((tx) => deleteExpired(tx, atOnce));
    for (const lockSome of [lockLost, lockLostUndos])
      await database.transaction(async (tx) => queue.addLost(tx, await lockSome(tx, queue, atOnce)));
  };
  return startPeriodicTask(round, { onFailure, milliseconds });
}
