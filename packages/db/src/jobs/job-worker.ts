import { setTimeout as pause } from "node:timers/promises";
import type { Job, JobResult, PgBoss } from "pg-boss";
import type { DatabaseHandle } from "../open-database.ts";
import { bossOn } from "./boss-database.ts";
import { jobsSchema, type QueueName } from "./jobs-schema.ts";

type HeldJob = {
  id: string;
  /** Says that it has to be given up: the worker stops, or has had it for too long. */
  signal: AbortSignal;
};

/** A job is not done, and somebody has been told why. */
export class JobPostponed extends Error {
  override readonly name = "JobPostponed";
}

type WorkerSettings = {
  queue: QueueName;
  /** Default: several jobs are done at once. */
  oneAtATime?: boolean;
  /** Resolves when a job is done. One that it rejects for is done again later. */
  work: (job: HeldJob) => Promise<void>;
  /** Hears of what went wrong, with a job or with the queue, and will be tried again. */
  onFailure: (error: unknown) => void;
};

export type JobWorker = {
  /** Takes no more jobs, lets those under way go on for so long, and then gives them up. */
  stop(milliseconds: number): Promise<void>;
};

/**
 * A new job is there at once by a notification. Behind PgBouncer none may arrive, and for one that is to be done again
 * there is none: for those they ask.
 */
const pollSeconds = 1;
/** Each asks for itself, so that a slow one holds up the others only so far. */
const workers = 2;
const jobsAtOnce = 5;
const restMilliseconds = 2_000;
const longSeconds = 3_600;

const workOptions = {
  pollingIntervalSeconds: pollSeconds,
  notifyPollingIntervalSeconds: pollSeconds,
  localConcurrency: workers,
  batchSize: jobsAtOnce,
  burstWhenBatchFull: true,
  perJobResults: true,
} as const;

const oneAtATimeOptions = {
  ...workOptions,
  localConcurrency: 1,
  batchSize: 1,
  burstWhenBatchFull: false,
  // Of a job that takes long: often enough that a beat may be late.
  heartbeatRefreshSeconds: 3,
} as const;

const bossOptions = {
  // Its schema is made by `migrate`, and its indexes are their owner's to make anew.
  schema: jobsSchema,
  migrate: false,
  schedule: false,
  reindex: false,
  monitorVacuum: false,
  useListenNotify: true,
  // What dead workers have left is found by this; of several instances one looks.
  supervise: true,
  superviseIntervalSeconds: 10,
  monitorIntervalSeconds: 10,
  // We have no jobs that wait for others, and no queues that change.
  flowIntervalSeconds: longSeconds,
  queueCacheIntervalSeconds: longSeconds,
};

/** Works off a queue for as long as the process runs, from when the database can be reached. */
export function startJobWorker(
  database: Pick<DatabaseHandle, "transaction" | "listen">,
  { queue, work, onFailure, oneAtATime = false }: WorkerSettings,
): JobWorker {
  const stopping = new AbortController();
  const givingUp = new AbortController();

  const handle = async ({ id, signal }: Job): Promise<JobResult> => {
    try {
      await work({ id, signal: AbortSignal.any([signal, givingUp.signal]) });
      return { id, status: "completed" };
    } catch (error) {
      // Not kept with the job, which is here for others to see.
      if (!(error instanceof JobPostponed)) onFailure(error);
      return { id, status: "failed" };
    }
  };

  const running = (async () => {
    while (!stopping.signal.aborted) {
      const boss = await startBoss({ database, queue, onFailure, oneAtATime }, handle);
      if (boss) return boss;
      await pause(restMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    return undefined;
  })();

  return {
    async stop(milliseconds) {
      stopping.abort();
      const boss = await running;
      const timer = setTimeout(() => givingUp.abort(), milliseconds);
      await boss?.offWork(queue, { wait: true });
      clearTimeout(timer);
      // Not its own way to wait, which looks twice a second.
      await boss?.stop({ graceful: false, close: false });
    },
  };
}

type Starting = Omit<WorkerSettings, "work"> & { database: Pick<DatabaseHandle, "transaction" | "listen"> };

/** Undefined where it could not be started. */
async function startBoss(
  { database, queue, onFailure, oneAtATime = false }: Starting,
  handle: (job: Job) => Promise<JobResult>,
): Promise<PgBoss | undefined> {
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({ ...bossOptions, db: bossOn(database) });
  boss.on("error", onFailure);
  try {
    await boss.start();
    await boss.work(queue, oneAtATime ? oneAtATimeOptions : workOptions, (jobs: Job[]) =>
      Promise.all(jobs.map(handle)),
    );
  } catch (error) {
    onFailure(error);
    await boss.stop({ graceful: false, close: false }).catch(() => undefined);
    return undefined;
  }
  // What was left by one that is dead already.
  boss.supervise(queue).catch(onFailure);
  return boss;
}
