import { setTimeout as sleep } from "node:timers/promises";
import { commandEntry } from "@caretype/core/kernel/audit-log/entry";
import { appendEntries } from "@caretype/core/kernel/audit-log/queries";
import {
  archiveAction,
  findNewestMark,
  insertMark,
  type Mark,
  markBasis,
} from "@caretype/core/people/audit/seal/archive-marks";
import { type Range, within } from "@caretype/core/people/audit/seal/queries";
import { type Database, type DatabaseHandle, sqlStateOf } from "@caretype/db";
import { sql } from "drizzle-orm";
import { DamagedAudit } from "./read-month.ts";

/** SQLSTATE of a lock timeout and of a deadlock. */
const isLocked = (error: unknown) => ["55P03", "40P01"].includes(sqlStateOf(error) ?? "");
const maxAttempts = 120;
const retryMilliseconds = 500;

/**
 * Drops archived months and their seals, and inserts the mark and its entry, in one transaction. Every call writes to
 * the audit, so each lock wait is limited to a second. The transaction is retried for some minutes.
 */
export async function dropMonth(
  database: Pick<DatabaseHandle, "bulkTransaction">,
  mark: Mark,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.bulkTransaction((transaction) => drop(transaction, mark));
    } catch (error) {
      if (!isLocked(error) || attempt === maxAttempts) throw error;
      await sleep(retryMilliseconds);
    }
  }
}

async function drop(db: Database, mark: Mark): Promise<void> {
  await db.execute(sql`set local lock_timeout = '1s'`);
  const newest = await findNewestMark(db);
  if (newest.number !== mark.number - 1) throw new Error("Another process is archiving the audit.");
  const partitions = await partitionsOf(db, mark);
  // Calls write only to the partition of the current month.
  for (const name of [...partitions, "audit_entry_default"])
    await db.execute(sql`lock table public.${sql.identifier(name)} in share mode`);
  const entries = await countIn(db, mark);
  if (entries !== mark.entries)
    throw new DamagedAudit(`${mark.entries} entries were archived, but the database has ${entries} now.`);
  await insertMark(db, mark);
  await appendEntries(db, [commandEntry(archiveAction, { basis: markBasis(mark), subjects: new Set() })]);
  await deleteFrom(db, "audit_seal", sql`number <= ${mark.seal}`);
  await deleteFrom(db, "audit_entry_default", within(mark));
  // Last, because it locks the whole audit.
  for (const name of partitions) await db.execute(sql`drop table public.${sql.identifier(name)}`);
}

/** Finds the partitions of whole months in the range. */
async function partitionsOf(db: Database, { from, until }: Range): Promise<string[]> {
  const found = await db.execute<{ name: string }>(sql`
    select relname as name from pg_catalog.pg_inherits join pg_catalog.pg_class on pg_class.oid = inhrelid
    where inhparent = 'public.audit_entry'::regclass order by relname`);
  const isWithin = (name: string) => {
    const [, year, month] = /^audit_entry_(\d{4})_(\d{2})$/.exec(name) ?? [];
    const begin = Date.UTC(Number(year), Number(month) - 1) * 1_000;
    return year !== undefined && begin >= from && begin < until;
  };
  return found.map(({ name }) => name).filter(isWithin);
}

async function countIn(db: Database, range: Range): Promise<number> {
  const [row] = await db.execute<{ entries: number }>(
    sql`select count(*) as entries from public.audit_entry where ${within(range)}`,
  );
  return row?.entries ?? 0;
}

type Table = "audit_seal" | "audit_entry_default";

/** Deletes rows from a table whose trigger refuses deletion. Requires the table's owner. */
async function deleteFrom(db: Database, table: Table, condition: ReturnType<typeof sql>): Promise<void> {
  const name = sql.identifier(table);
  const [row] = await db.execute<{ isPlaced: boolean }>(sql`
    select to_regclass('pg_dist_partition') is not null as "isPlaced" from public.${name} where ${condition} limit 1`);
  if (row === undefined) return;
  // Citus finds the triggers of a partition only through the parent table.
  const all = table === "audit_seal" ? table : "audit_entry";
  const [guarded, trigger] = [
    sql.identifier(row.isPlaced ? all : table),
    sql.identifier(`${all}_append_only`),
  ];
  await db.execute(sql`alter table public.${guarded} disable trigger ${trigger}`);
  await db.execute(sql`delete from public.${name} where ${condition}`);
  await db.execute(sql`alter table public.${guarded} enable always trigger ${trigger}`);
}
