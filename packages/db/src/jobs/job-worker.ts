import { setTimeout as pause } from "node:timers/promises";
import type { Job, JobResult, PgBoss } from "pg-boss";
import type { DatabaseHandle } from "../open-database.ts";
import { bossInTransactions } from "./boss-database.ts";
import { jobsSchema, type QueueName } from "./jobs-schema.ts";

type HeldJob = {
  id: string;
  /** Aborts when the worker stops or the lease expires. */
  signal: AbortSignal;
};

/** The job is not done, and the reason was already reported. */
export class JobPostponed extends Error {
  override readonly name = "JobPostponed";
}

type WorkerSettings = {
  queue: QueueName;
  /** Default: several jobs run concurrently. */
  oneAtATime?: boolean;
  /** Runs a job. If it rejects, the job is retried later. */
  work: (job: HeldJob) => Promise<void>;
  /** Called with the error of a job or of the queue, before a retry. */
  onFailure: (error: unknown) => void;
};

export type JobWorker = {
  /** Takes no more jobs, waits at most `milliseconds` for running ones, and then aborts them. */
  stop(milliseconds: number): Promise<void>;
};

/** The shortest that pg-boss allows. Nothing notifies workers: with notifications, commits wait for one another. */
const pollSeconds = 0.5;
/** Each polls separately, which limits how far a slow job delays others. */
const workers = 2;
const jobsAtOnce = 5;
const restMilliseconds = 2_000;
const longSeconds = 3_600;

const workOptions = {
  pollingIntervalSeconds: pollSeconds,
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
  // Short enough that one heartbeat may be late.
  heartbeatRefreshSeconds: 3,
} as const;

const bossOptions = {
  // `migrate` creates the schema, and only the owner may rebuild indexes.
  schema: jobsSchema,
  migrate: false,
  schedule: false,
  reindex: false,
  monitorVacuum: false,
  // Finds jobs of dead workers. Only one of several instances checks at a time.
  supervise: true,
  superviseIntervalSeconds: 10,
  monitorIntervalSeconds: 10,
  // No job depends on others, and queues do not change.
  flowIntervalSeconds: longSeconds,
  queueCacheIntervalSeconds: longSeconds,
};

/** Processes a queue until stopped. Waits for the database if it is unavailable. */
export function startJobWorker(
  database: Pick<DatabaseHandle, "transaction">,
  { queue, work, onFailure, oneAtATime = false }: WorkerSettings,
): JobWorker {
  const stopping = new AbortController();
  const givingUp = new AbortController();

  const handle = async ({ id, signal }: Job): Promise<JobResult> => {
    try {
      await work({ id, signal: AbortSignal.any([signal, givingUp.signal]) });
      return { id, status: "completed" };
    } catch (error) {
      // Do not store the error with the job, where others could read it.
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
      // pg-boss's own graceful stop is slower: it polls twice a second.
      await boss?.stop({ graceful: false, close: false });
    },
  };
}

type Starting = Omit<WorkerSettings, "work"> & { database: Pick<DatabaseHandle, "transaction"> };

/** Returns undefined if pg-boss could not be started. */
async function startBoss(
  { database, queue, onFailure, oneAtATime = false }: Starting,
  handle: (job: Job) => Promise<JobResult>,
): Promise<PgBoss | undefined> {
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({ ...bossOptions, db: bossInTransactions(database) });
  boss.on("error", (failure: unknown) => onFailure(bossError(failure)));
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
  // Recover jobs of workers that are already dead.
  boss.supervise(queue).catch(onFailure);
  return boss;
}

/**
 * Converts an error of pg-boss to an `Error`, with its name, code and cause. It reports some as plain objects, with
 * the properties of the error.
 */
export function bossError(failure: unknown): Error {
  if (failure instanceof Error) return failure;
  const properties: { message?: unknown } = Object(failure);
  return Object.assign(new Error(String(properties.message ?? failure)), properties);
}
