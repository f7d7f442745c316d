import { countJobs, type Database, type JobCount } from "@caretype/db";
import { mail } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import { isWaiting } from "../../mechanisms/mail/queries.ts";
import { findSealLag, type SealLag } from "../audit/seal/queries.ts";

import { clockOffset } from "./clock-offset.ts";

/** Work that waits, for the whole database. Numbers only. */
export type Backlog = {
  /** Unfinished checks, imports and emails, by queue. */
  jobs: JobCount[];
  /** The age of the oldest email that waits, in seconds. 0 if none waits. */
  oldestMailSeconds: number;
  /**
   * Seconds since the last seal of the audit, if there are entries to seal that are older than five minutes. Otherwise
   * 0. Infinity if nothing has been sealed, or the last seal is in the future.
   */
  sealLagSeconds: number;
  /** The beginning of the oldest month of the audit that the database has, in seconds since 1970. */
  oldestAuditMonth: number | null;
  /** Seconds by which this clock is ahead of the database's. */
  clockOffsetSeconds: number;
};

export async function findBacklog(db: Database): Promise<Backlog> {
  const [jobs, [oldest], lag, oldestAuditMonth, clockOffsetSeconds] = await Promise.all([
    countJobs(db),
    db
      .select({
        seconds: sql<number>`coalesce(extract(epoch from now() - min(${mail.createdAt})), 0)::float8`,
      })
      .from(mail)
      .where(isWaiting),
    findSealLag(db),
    findOldestAuditMonth(db),
    clockOffset(db),
  ]);
  return {
    jobs,
    oldestMailSeconds: oldest?.seconds ?? 0,
    sealLagSeconds: lag ? secondsOf(lag) : 0,
    oldestAuditMonth,
    clockOffsetSeconds,
  };
}

/** From the names of the partitions, because the oldest entry would have to be searched for. */
async function findOldestAuditMonth(db: Database): Promise<number | null> {
  const [row] = await db.execute<{ month: number | null }>(sql`
    select extract(epoch from min(to_date(substr(relname, 13), 'YYYY_MM')))::float8 as month
    from pg_class join pg_inherits on inhrelid = pg_class.oid
    where inhparent = 'public.audit_entry'::regclass and relname ~ '^audit_entry_[0-9]{4}_[0-9]{2}$'`);
  return row?.month ?? null;
}

const secondsOf = ({ minutes }: SealLag): number =>
  minutes === null || minutes < 0 ? Number.POSITIVE_INFINITY : minutes * 60;
