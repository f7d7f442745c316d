import { type Database, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Scope } from "../../../kernel/procedure/scope.ts";

const { importUndo, importUpload } = schema;

/** The least rows that a check or a run counts as, so that repeated small jobs are not free. */
const minimumRows = 15_000;
export const workOf = (rows: number): number => Math.max(rows, minimumRows);

/** The approximate speed while other clients are active. */
const rowsPerSecond = 500;
/** Priorities have 32 bits. */
const firstSecond = Date.UTC(2026, 0) / 1_000;

type Waiting = { second: number; worked: number; isBehind: boolean };
export type QueuePosition = { priority: number; stage: "queued" | "waiting" };

/**
 * Computes a job's position in the fair queue of all practices. The job is queued as if requested later, by
 * the work of the last hour for its practice or its account. So no job starves, and recent users wait for
 * others.
 * Its stage starts as `waiting` if another job is ahead.
 */
export async function queuePosition(
  db: Database,
  { practiceId, accountId }: Pick<Scope, "accountId" | "practiceId">,
): Promise<QueuePosition> {
  const [found] = await db.execute<Waiting>(sql`
    select extract(epoch from now())::float8 as second,
      coalesce((
        select sum(worked) from ${importUpload}
        where (practice_id = ${practiceId} or created_by = ${accountId}) and asked_at > now() - interval '1 hour'
      ), 0)::float8 + coalesce((
        select sum(records) from ${importUndo}
        where practice_id = ${practiceId} and asked_at > now() - interval '1 hour'
      ), 0)::float8 as worked,
      exists (select from ${importUpload} where state in ('checking', 'running'))
        or exists (select from ${importUndo} where job_id is not null) as "isBehind"`);
  if (!found) throw new Error("A query without a condition returned no row.");
  const { second, worked, isBehind } = found;
  const place = Math.round(second - firstSecond + worked / rowsPerSecond);
  return { priority: -Math.min(place, 2_000_000_000), stage: isBehind ? "waiting" : "queued" };
}
