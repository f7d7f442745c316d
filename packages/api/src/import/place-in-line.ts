import { type Database, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Scope } from "../procedure/scope.ts";

const { importUndo, importUpload } = schema;

/** A check or a run counts as so many rows, at the least: one that is asked for again and again is no turn for nothing. */
const leastWork = 15_000;
export const workOf = (rows: number): number => Math.max(rows, leastWork);

/** About what is done beside others. */
const rowsPerSecond = 500;
/** Priorities have 32 bits. */
const firstSecond = Date.UTC(2026, 0) / 1_000;

type Waiting = { second: number; worked: number; isBehind: boolean };
export type Place = { priority: number; stage: "queued" | "waiting" };

/**
 * A job's place in the line of all practices: as if it had been asked for later by as long as others have waited within
 * the last hour for the practice, and for the account in other practices. So nobody waits for ever, and who has had a
 * turn just now waits for who has not. It begins as `waiting` where others are before it.
 */
export async function placeInLine(
  db: Database,
  { practiceId, accountId }: Pick<Scope, "accountId" | "practiceId">,
): Promise<Place> {
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
  if (!found) throw new Error("A query without a condition has found nothing.");
  const { second, worked, isBehind } = found;
  const place = Math.round(second - firstSecond + worked / rowsPerSecond);
  return { priority: -Math.min(place, 2_000_000_000), stage: isBehind ? "waiting" : "queued" };
}
