import { AccountId, type PracticeId, SessionId } from "@caretype/core/kernel/field/ids";
import { currentTime } from "@caretype/core/kernel/field/time";
import { type Permission, rolePermissions, roles } from "@caretype/core/kernel/permissions/permissions";
import { requirePermissions } from "@caretype/core/kernel/procedure/caller";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database } from "@caretype/db";
import { account, apiKey, importUndo, importUpload, membership } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";

/** The requester of a background job, for the audit. Permissions are checked again when it runs. */
export const JobCaller = z.object({
  accountId: AccountId,
  sessionId: SessionId,
  role: z.string(),
  address: z.string().nullable(),
  requestId: z.string(),
  /** Absent in jobs queued by earlier versions. */
  clientRequestId: z.string().nullish(),
});
export type JobCaller = z.output<typeof JobCaller>;

export type RequestContext = {
  db: Database;
  scope: Scope;
  address: string;
  requestId: string;
  clientRequestId?: string | null | undefined;
  services: Pick<Services, "importJobs" | "directoryWrites">;
};

export const callerOf = ({ scope, address, requestId, clientRequestId }: RequestContext): JobCaller => {
  const { accountId, sessionId, role } = scope;
  return { accountId, sessionId, role, address, requestId, clientRequestId };
};

/** Slightly longer than an upload is kept. */
export const keepSeconds = 25 * 3_600;

/** Returns the requester's current role in the practice, or the permissions of its API key. */
async function permissionsNow(
  db: Database,
  practiceId: PracticeId,
  { accountId }: Pick<JobCaller, "accountId">,
) {
  const [found] = await db
    .select({
      role: sql<string | null>`(
        select role from ${membership} as member
        where member.practice_id = ${practiceId} and member.account_id = ${account}.id)`,
      granted: sql<string[] | null>`(
        select to_json(key.permissions) from ${apiKey} as key
        where key.account_id = ${account}.id and key.practice_id = ${practiceId} and key.revoked_at is null
          and coalesce(key.expires_at > now(), true) limit 1)`,
    })
    .from(account)
    .where(and(eq(account.id, accountId), account.isActive));
  return found;
}

type Asked = { practiceId: PracticeId; caller: JobCaller; needed: readonly Permission[] };

/** Checks permissions again, because the job may have waited. Throws `PERMISSION_DENIED`. */
export async function requireStillAllowed(
  db: Database,
  { practiceId, caller, needed }: Asked,
): Promise<void> {
  const found = await permissionsNow(db, practiceId, caller);
  const role = roles.find((each) => each === found?.role);
  requirePermissions(role ? rolePermissions[role] : new Set(found?.granted ?? []), needed);
}

/** The approximate speed while other clients are active. */
const rowsPerSecond = 500;
/** Priorities have 32 bits. */
const firstSecond = Date.UTC(2026, 0) / 1_000;

type Waiting = { worked: number; isBehind: boolean };
type QueuePosition = { priority: number; stage: "queued" | "waiting" };

/**
 * Computes a job's position in the fair queue of all practices. The job is delayed by the last hour's work for its
 * practice or its account, so that no job starves and recent users wait for others. Its stage starts as `waiting` if
 * another job is ahead.
 */
export async function queuePosition(
  db: Database,
  { practiceId, accountId }: Pick<Scope, "accountId" | "practiceId">,
): Promise<QueuePosition> {
  const within = sql`asked_at > now() - interval '1 hour'`;
  // One table after the other, because practices' rows are on several nodes of Citus.
  const found = [
    ...(await db.execute<Waiting>(sql`
      select "isBehind", worked from (
        select count(*) > 0 as "isBehind"
        from (select 1 from ${importUpload} where state in ('checking', 'running') limit 1) running
      ) ahead, (
        select coalesce(sum(worked), 0)::float8 as worked from ${importUpload}
        where (practice_id = ${practiceId} or created_by = ${accountId}) and ${within}
      ) recent`)),
    ...(await db.execute<Waiting>(sql`
      select "isBehind", worked from (
        select count(*) > 0 as "isBehind" from (select 1 from ${importUndo} where job_id is not null limit 1) queued
      ) ahead, (
        select coalesce(sum(records), 0)::float8 as worked from ${importUndo}
        where practice_id = ${practiceId} and ${within}
      ) recent`)),
  ];
  const worked = found.reduce((sum, each) => sum + each.worked, 0);
  const place = Math.round(currentTime() / 1_000 - firstSecond + worked / rowsPerSecond);
  const isBehind = found.some((each) => each.isBehind);
  return { priority: -Math.min(place, 2_000_000_000), stage: isBehind ? "waiting" : "queued" };
}
