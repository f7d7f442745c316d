import { askServers, countJobs, type Database, DatabaseUnavailable, type JobCount } from "@caretype/db";
import { changePending, mail } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import { isWaiting } from "../mechanisms/mail/queries.ts";
import { findSealLag, type SealLag } from "../people/audit/seal/queries.ts";
import { clockOffset } from "./clock-offset.ts";

/** Waiting work of the whole database. Undefined: unknown, for example while its table is locked. */
export type Backlog = {
  /** Unfinished checks, imports and emails, by queue. */
  jobs: JobCount[] | undefined;
  /** The age of the oldest waiting email, in seconds. 0 if none waits. */
  oldestMailSeconds: number | undefined;
  /**
   * Seconds since the last seal of the audit, if there are unsealed entries older than five minutes. Otherwise 0.
   * Infinity if nothing has been sealed, or the last seal is in the future.
   */
  sealLagSeconds: number | undefined;
  /** The age of the oldest committed change without a place in the log, in seconds. 0 if none waits. */
  eventLagSeconds: number | undefined;
  /** The beginning of the oldest month of the audit in the database, in seconds since 1970. */
  oldestAuditMonth: number | null | undefined;
  /** Seconds by which this clock is ahead of the database's. */
  clockOffsetSeconds: number | undefined;
  sizes: Sizes | undefined;
};

/** In bytes. Without `wal`, the database's user may not see the log. */
type Sizes = { database: number; audit: number; wal?: number };

/** @throws {DatabaseUnavailable} if the database does not answer at all. */
export async function findBacklog(db: Database): Promise<Backlog> {
  const [
    jobs,
    oldestMailSeconds,
    sealLagSeconds,
    eventLagSeconds,
    oldestAuditMonth,
    clockOffsetSeconds,
    sizes,
  ] = await Promise.all([
    countJobs(db).catch(unlessUnavailable),
    findOldestMail(db).catch(unlessUnavailable),
    findSealLag(db).then(secondsOf).catch(unlessUnavailable),
    findEventLag(db).catch(unlessUnavailable),
    findOldestAuditMonth(db).catch(unlessUnavailable),
    clockOffset(db).catch(unlessUnavailable),
    findSizes(db).catch(unlessUnavailable),
  ]);
  const lags = { oldestMailSeconds, sealLagSeconds, eventLagSeconds, clockOffsetSeconds };
  return { jobs, ...lags, oldestAuditMonth, sizes };
}

function unlessUnavailable(error: unknown): undefined {
  if (error instanceof DatabaseUnavailable) throw error;
}

async function findOldestMail(db: Database): Promise<number> {
  const [oldest] = await db
    .select({ seconds: sql<number>`coalesce(extract(epoch from now() - min(${mail.createdAt})), 0)::float8` })
    .from(mail)
    .where(isWaiting);
  return oldest?.seconds ?? 0;
}

async function findEventLag(db: Database): Promise<number> {
  const [oldest] = await db
    .select({
      seconds: sql<number>`coalesce(greatest(0, extract(epoch from clock_timestamp() - min(${changePending.at}))), 0)::float8`,
    })
    .from(changePending);
  return oldest?.seconds ?? 0;
}

/** From the names of the partitions, because searching for the oldest entry is slow. */
async function findOldestAuditMonth(db: Database): Promise<number | null> {
  const [row] = await db.execute<{ month: number | null }>(sql`
    select extract(epoch from min(to_date(substr(relname, 13), 'YYYY_MM')))::float8 as month
    from pg_class join pg_inherits on inhrelid = pg_class.oid
    where inhparent = 'public.audit_entry'::regclass and relname ~ '^audit_entry_[0-9]{4}_[0-9]{2}$'`);
  return row?.month ?? null;
}

/** By name, as Citus workers have the rows of months in tables of their own. */
const sizesHere = `
  select json_build_object('database', pg_database_size(current_database()), 'audit', (
    select sum(pg_total_relation_size(oid)) from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname ~ '^audit_entry_'))`;

const mayListWal = "select has_function_privilege('pg_ls_waldir()', 'execute') as may";

/** Sum of all nodes. The log is that of the queried server. */
async function findSizes(db: Database): Promise<Sizes> {
  const servers = await askServers<{ database: number; audit: number }>(db, sizesHere);
  const sumOf = (size: "database" | "audit") => servers.reduce((sum, { value }) => sum + value[size], 0);
  const sizes = { database: sumOf("database"), audit: sumOf("audit") };
  const [row] = await db.execute(sql.raw(mayListWal));
  if (row?.may !== true) return sizes;
  const [log] = await db.execute<{ wal: number }>(sql`select sum(size)::float8 as wal from pg_ls_waldir()`);
  return { ...sizes, ...log };
}

function secondsOf(lag: SealLag | undefined): number {
  if (lag === undefined) return 0;
  return lag.minutes === null || lag.minutes < 0 ? Number.POSITIVE_INFINITY : lag.minutes * 60;
}
