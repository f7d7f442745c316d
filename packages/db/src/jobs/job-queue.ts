import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import type { Database } from "../database.ts";
import type { DatabaseHandle } from "../open-database.ts";
import { bossOnConnection } from "./boss-database.ts";
import { jobsSchema, type QueueName } from "./jobs-schema.ts";

export type NewJob = {
  /** A UUID that is unique in the queue, also among finished jobs. It identifies the work. */
  id: string;
  /** How long the job is useful. Then it is deleted. */
  keepSeconds: number;
  /** Jobs with a higher priority run first, and older ones before newer ones. Default: 0. */
  priority?: number;
};

export type JobQueue = {
  /**
   * Adds a job in the transaction.
   * After the commit, one worker at a time runs it, with retries until it succeeds.
   */
  add(tx: Database, job: NewJob): Promise<void>;
  /**
   * Adds jobs again that are missing from the queue.
   * The caller must hold a lock on each job's subject. Without it, a second concurrent caller could take a job
   * from the worker that already runs it.
   */
  addLost(tx: Database, jobs: readonly NewJob[]): Promise<void>;
  /** Returns a condition for the caller's statement: the queue has an unfinished job with this id. */
  isOpen(id: SQLWrapper): SQL;
  /** Preloads everything that the first `add` would load. */
  warmUp(): Promise<void>;
};

/** The lease on a job. After it expires, the worker counts as dead, and another one gets the job. */
const leaseSeconds = 120;

export type QueueOptions = {
  /**
   * For jobs that may take hours.
   * Their worker sends a heartbeat every three seconds, and counts as dead after ten seconds without one.
   */
  takesLong?: boolean;
};

const longLease = { expireInSeconds: 12 * 3_600, heartbeatSeconds: 10 };

/**
 * Maximum pause between retries. Pauses start at 2 to 4 seconds and double, up to 1/300 of the job's retention. So a
 * job that always fails is tried about three hundred times, however long it is kept.
 */
const maxPause = (keepSeconds: number) => Math.ceil(Math.min(3_600, Math.max(600, keepSeconds / 300)));

const jobOptions = {
  expireInSeconds: leaseSeconds,
  retryLimit: 1_000_000,
  retryBackoff: true,
  retryDelay: 2,
  deleteAfterSeconds: 86_400,
};

/**
 * Opens a job queue in the database, based on pg-boss, which is loaded on the first use. Only ids of jobs are
 * stored there.
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
    const times = { retentionSeconds, retryDelayMax: maxPause(keepSeconds) };
    const lease = takesLong ? longLease : {};
    const options = { ...jobOptions, ...lease, ...times, id, priority, db: bossOnConnection(tx) };
    const added = await (await boss()).send(name, null, options);
    if (added === null) throw new Error("The queue already had a job with this id.");
  }

  return {
    add,
    isOpen: (id) => isOpenIn(name, id),
    async addLost(tx, jobs) {
      const open = await openJobs(tx, name, jobs);
      for (const job of jobs.filter(({ id }) => !open.has(id))) {
        await (await boss()).deleteJob(name, job.id, { db: bossOnConnection(tx) });
        await add(tx, job);
      }
    },
    warmUp: async () => {
      await (await boss()).getQueue(name);
    },
  };
}

/**
 * Loads pg-boss without starting it: it only inserts jobs in callers' transactions.
 * It reads the queue's settings once, on a shared connection. A transaction that waited for a second connection
 * could wait forever.
 */
async function loadBoss(reader: Database): Promise<PgBoss> {
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({
    db: bossOnConnection(reader),
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

/** Unfinished jobs of a queue. */
export type JobCount = { queue: QueueName; state: "waiting" | "running" | "failing"; count: number };

/** Counts unfinished jobs of all queues. A job that waits for its next attempt is waiting, or failing after several. */
export async function countJobs(db: Database): Promise<JobCount[]> {
  return await db.execute<JobCount>(sql`
    select name as queue, count(*)::int as count, case when state = 'active' then 'running'
      when state = 'retry' and retry_count >= 3 then 'failing' else 'waiting' end as state
    from ${sql.identifier(jobsSchema)}.job where state < 'completed' group by 1, 3`);
}
