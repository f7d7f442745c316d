import { type PeriodicTask, startPeriodicTask } from "@caretype/core/kernel/procedure/periodic-task";
import { type DatabaseHandle, type JobQueue, openJobQueue, startJobWorker } from "@caretype/db";
import { sql } from "drizzle-orm";
import { keepSeconds } from "./jobs/requests.ts";
import { deleteExpired } from "./upload/job-queries.ts";

export type ImportJobs = {
  queue: JobQueue;
  /** Runs queued jobs in the background until `close`. */
  start(): void;
  /** Deletes what has expired and requeues lost jobs now, if started. */
  maintain(): Promise<void>;
  /** Gives running jobs two seconds to finish. Another process restarts the others. */
  close(): Promise<void>;
};

type JobOptions = { database: DatabaseHandle; onFailure: (error: unknown) => void };

const drainMilliseconds = 2_000;

/** Runs one import at a time per process, because each occupies a connection. */
export function createImportJobs({ database, onFailure }: JobOptions): ImportJobs {
  const queue = openJobQueue(database, "import", { takesLong: true });
  let parts: { stop(): Promise<void> }[] = [];
  let maintenance: PeriodicTask | undefined;
  return {
    queue,
    start() {
      if (parts.length > 0) return;
      const worker = startJobWorker(database, {
        queue: "import",
        oneAtATime: true,
        // The job is an upload's or an undo's.
        work: async (job) => {
          const [{ runJob }, { runUndoJob }] = await Promise.all([
            import("./upload/run-job.ts"),
            import("./undo/run-undo-job.ts"),
          ]);
          await runJob({ database, onFailure }, job);
          await runUndoJob({ database, onFailure }, job);
        },
        onFailure,
      });
      maintenance = maintainUploads({ database, queue, onFailure });
      parts = [{ stop: () => worker.stop(drainMilliseconds) }, maintenance];
    },
    maintain: async () => maintenance?.runNow(),
    close: async () => {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}

const minute = 60_000;
const atOnce = 10;

/** The jobs of uploads and undos. The queue reports lost ones: a job that was done meanwhile does nothing. */
const pending = [
  sql`select job_id as id from import_upload where state in ('checking', 'running') and job_id is not null`,
  sql`select job_id as id from import_undo where job_id is not null`,
];

type MaintenanceOptions = JobOptions & { queue: JobQueue };

/**
 * Once a minute, deletes expired uploads and requeues lost jobs. A restored dump may lack the queue's tables.
 */
export function maintainUploads({ database, queue, onFailure }: MaintenanceOptions): PeriodicTask {
  const round = async () => {
    await database.transaction((tx) => deleteExpired(tx, atOnce));
    for (const statement of pending)
      await database.transaction(async (tx) => {
        const jobs = await tx.execute<{ id: string }>(statement);
        await queue.addLost(
          tx,
          jobs.map(({ id }) => ({ id, keepSeconds })),
        );
      });
  };
  return startPeriodicTask(round, { name: "imports", onFailure, milliseconds: minute });
}
