import { countJobs, type Database, type JobCount, schema } from "@caretype/db";
import { desc, sql } from "drizzle-orm";
import { isWaiting } from "../mail/queries.ts";

const { mail, auditSeal } = schema;

/** Work that waits, and the age of the last seal, for the whole database. Numbers only. */
export type Backlog = {
  /** Unfinished checks, imports and emails, by queue. */
  jobs: JobCount[];
  /** The age of the oldest email that waits, in seconds. 0 if none waits. */
  oldestMailSeconds: number;
  /** Seconds since the end of the last sealed period of the audit. Null if nothing has been sealed. */
  sealAgeSeconds: number | null;
};

export async function findBacklog(db: Database): Promise<Backlog> {
  const [jobs, [oldest], [sealed]] = await Promise.all([
    countJobs(db),
    db
      .select({
        seconds: sql<number>`coalesce(extract(epoch from now() - min(${mail.createdAt})), 0)::float8`,
      })
      .from(mail)
      .where(isWaiting),
    db
      .select({ seconds: sql<number>`extract(epoch from clock_timestamp() - ${auditSeal.untilAt})::float8` })
      .from(auditSeal)
      .orderBy(desc(auditSeal.number))
      .limit(1),
  ]);
  return { jobs, oldestMailSeconds: oldest?.seconds ?? 0, sealAgeSeconds: sealed?.seconds ?? null };
}
