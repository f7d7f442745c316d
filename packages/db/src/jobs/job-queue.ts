import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import type { Database } from "../database.ts";
import type { DatabaseHandle } from "../open-database.ts";
import { bossOver } from "./boss-database.ts";
import { jobsSchema, type QueueName } from "./jobs-schema.ts";

export type NewJob = {
  /** A UUID that no other job of the queue has had: it names what is to be done. */
  id: string;
  /** After this it is of no use, and forgotten. */
  keepSeconds: number;
  /** Those of a higher one are taken first, and of one the oldest. Default 0. */
  priority?: number;
};

export type JobQueue = {
  /** Part of the transaction: done once that has committed, by one worker at a time, and again until it succeeds. */
  add(tx: Database, job: NewJob): Promise<void>;
  /**
   * Adds those again that somebody has to do and that the queue does not have, or not any more. Who calls it holds a lock
   * on what each is about: of two that added one at once, the second could take it from who is at it already.
   */
  addLost(tx: Database, jobs: readonly NewJob[]): Promise<void>;
  /** Whether the queue has a job of this id that is not done: a condition, for a statement of the caller's. */
  isOpen(id: SQLWrapper): SQL;
  /** Loads all that the first `add` would wait for. */
  warmUp(): Promise<void>;
};

/** How long a worker has for a job. One that has not ended it by then is taken for dead, and another gets it. */
export const leaseSeconds = 120;

export type QueueOptions = {
  /**
   * For jobs that may take hours: their worker is taken for dead when it has not said for ten seconds that it is at it,
   * which it does every three seconds.
   */
  takesLong?: boolean;
};

const longLease = { expireInSeconds: 12 * 3_600, heartbeatSeconds: 10 };

/**
 * Waits 2 to 4 seconds after the first failure and twice as long after each, up to a three hundredth of the time for which
 * the job is kept: so one that fails for ever is tried some three hundred times, however long that is.
 */
const longestPause = (keepSeconds: number) => Math.ceil(Math.min(3_600, Math.max(600, keepSeconds / 300)));

const jobOptions = {
  expireInSeconds: leaseSeconds,
  retryLimit: 1_000_000,
  retryBackoff: true,
  retryDelay: 2,
  deleteAfterSeconds: 86_400,
};

/**
 * A queue of jobs in the database, kept by pg-boss, which is not loaded before the first one. Nothing of a job but its id
 * is kept there.
 */
export function openJobQueue(
  database: Pick<DatabaseHandle, "reader">,
  name: QueueName,
  { takesLong = false }: QueueOptions = {},
): JobQueue {
  let loading: Promise<PgBoss> | undefined;
  const boss = () => {
    loading ??= loadBoss(database.reader);
    return loading;
  };

  async function add(tx: Database, { id, keepSeconds, priority = 0 }: NewJob) {
    const retentionSeconds = Math.max(1, Math.ceil(keepSeconds));
    const times = { retentionSeconds, retryDelayMax: longestPause(keepSeconds) };
    const lease = takesLong ? longLease : {};
    const options = { ...jobOptions, ...lease, ...times, id, priority, db: bossOver(tx) };
    const added = await (await boss()).send(name, null, options);
    if (added === null) throw new Error("The queue has had a job of this id.");
  }

  return {
    add,
    isOpen: (id) => isOpenIn(name, id),
    async addLost(tx, jobs) {
      const open = await openJobs(tx, name, jobs);
      for (const job of jobs.filter(({ id }) => !open.has(id))) {
        await (await boss()).deleteJob(name, job.id, { db: bossOver(tx) });
        await add(tx, job);
      }
    },
    warmUp: async () => {
      await (await boss()).getQueue(name);
    },
  };
}

/**
 * Never started, it only writes jobs into callers' transactions. What it looks up about the queue, once, it asks on a
 * shared connection: a transaction that waited for a second connection could wait for ever.
 */
async function loadBoss(reader: Database): Promise<PgBoss> {
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({
    db: bossOver(reader),
    schema: jobsSchema,
    migrate: false,
    supervise: false,
    schedule: false,
  });
  boss.on("error", () => undefined);
  return boss;
}

const isOpenIn = (name: QueueName, id: SQLWrapper): SQL => sql`exists (
  select from ${sql.identifier(jobsSchema)}.job as job
  where job.name = ${name} and job.id = ${id} and job.state < 'completed')`;

async function openJobs(tx: Database, name: QueueName, jobs: readonly NewJob[]): Promise<Set<string>> {
  const ids = jobs.map(({ id }) => id);
  const found = await tx.execute<{ id: string }>(sql`
    select id from unnest(${sql.param(ids)}::uuid[]) as wanted (id) where ${isOpenIn(name, sql`wanted.id`)}`);
  return new Set(found.map(({ id }) => id));
}
