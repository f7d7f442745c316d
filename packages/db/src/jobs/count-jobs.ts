import { sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { jobsSchema, type QueueName } from "./jobs-schema.ts";

/** Unfinished jobs of a queue. */
export type JobCount = { queue: QueueName; state: "waiting" | "running"; count: number };

/** Counts unfinished jobs of all queues. A job that waits for its next attempt is waiting. */
export async function countJobs(db: Database): Promise<JobCount[]> {
  return await db.execute<JobCount>(sql`
    select name as queue, case when state = 'active' then 'running' else 'waiting' end as state, count(*)::int as count
    from ${sql.identifier(jobsSchema)}.job where state < 'completed' group by 1, 2`);
}
