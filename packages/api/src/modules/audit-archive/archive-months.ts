import { Readable } from "node:stream";
import { findNewestMark, type Mark, markHash } from "@caretype/core/people/audit/seal/archive-marks";
import {
  databaseTime,
  findHead,
  instant,
  microseconds,
  pinSession,
  type Range,
} from "@caretype/core/people/audit/seal/queries";
import { instantText } from "@caretype/core/people/audit/seal/seal-hash";
import type { Database, DatabaseHandle } from "@caretype/db";
import { gzipped, openStorage, type Storage, type Target } from "@caretype/postgres/storage";
import { sql } from "drizzle-orm";
import { type ArchiveReport, checkArchive } from "./check-archive.ts";
import { dropMonth } from "./drop-month.ts";
import { DamagedAudit, readMonth } from "./read-month.ts";

type Handle = Pick<DatabaseHandle, "reader" | "bulkTransaction">;

export type ArchiveOptions = {
  /** The first month to keep, as `2025-01`. */
  before: string;
  /** The folder or bucket of the files, one per month. */
  target: Target;
  /** Called after each month is dropped. */
  onArchived: (mark: Mark) => void;
  /** Also aborts requests to a bucket. A month that was not dropped yet can be archived again. */
  signal?: AbortSignal;
};

/** Thrown when the months cannot be archived now. The message says why. */
export class ArchiveRefused extends Error {
  override readonly name = "ArchiveRefused";
}

/**
 * Archives the whole months before `before`, oldest first. Writes, reads back and checks each file, then drops the
 * month. Safe to repeat after any failure. Requires the tables' owner.
 */
export async function archiveMonths(database: Handle, options: ArchiveOptions): Promise<void> {
  const before = startOf(options.before);
  await requireOwner(database.reader);
  await requireSealed(database.reader, before);
  const { signal } = options;
  const storage = await openStorage(options.target, signal);
  for (;;) {
    signal?.throwIfAborted();
    const previous = await findNewestMark(database.reader);
    const month = await database.bulkTransaction((transaction) => findMonth(transaction, previous));
    if (!month || month.until > before) return;
    const report = await makeFile(database, { previous, month, storage, s3: options.target.s3, signal });
    const mark = markOf(previous, month, report);
    await dropMonth(database, mark);
    options.onArchived(mark);
  }
}

/** The first instant of a month such as `2025-01`, in microseconds since 1970. */
function startOf(month: string): number {
  const start = /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? Date.parse(`${month}-01T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(start)) throw new ArchiveRefused(`${month} is not a month, such as 2025-01.`);
  return start * 1_000;
}

async function requireOwner(db: Database): Promise<void> {
  const [row] = await db.execute<{ owns: boolean }>(sql`
    select pg_catalog.pg_has_role(current_user, relowner, 'MEMBER') as owns from pg_catalog.pg_class
    where oid = 'public.audit_entry'::regclass`);
  if (row?.owns !== true)
    throw new ArchiveRefused(
      "Only the owner of the tables can drop archived months. Use that database user.",
    );
}

async function requireSealed(db: Database, before: number): Promise<void> {
  if (before > startOfMonth(await databaseTime(db)))
    throw new ArchiveRefused("The current month cannot be archived: only whole months before it.");
  const head = await findHead(db);
  // The last seal is kept, because the chain continues from it.
  if (!head || head.until <= before)
    throw new ArchiveRefused(
      `Not all entries before ${instantText(before)} are sealed. Run \`caretype audit seal\` first.`,
    );
}

type Month = Range & { fileName: string };

function startOfMonth(microsecond: number, months = 0): number {
  const date = new Date(microsecond / 1_000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months) * 1_000;
}

/**
 * Returns the range from the last archive to the end of the month with the next entry. Undefined if no entry is left.
 */
async function findMonth(db: Database, { seal, until, nextEntries }: Mark): Promise<Month | undefined> {
  await pinSession(db);
  const [next] = await db.execute<Range>(sql`
    select ${microseconds("from_at")} as from, ${microseconds("until_at")} as until from public.audit_seal
    where number > ${seal}::bigint and (entries > ${nextEntries} or (entries > 0 and number > ${seal + 1}::bigint))
    order by number limit 1`);
  if (!next) return undefined;
  const [first] = await db.execute<{ at: number | null }>(sql`
    select ${microseconds("min(at)")} as at from public.audit_entry
    where at >= ${instant(Math.max(next.from, until))} and at < ${instant(next.until)}`);
  if (!first?.at) throw new DamagedAudit("The oldest entries are missing.");
  const fileName = `audit-${instantText(first.at).slice(0, 7)}.ndjson.gz`;
  return { from: until, until: startOfMonth(first.at, 1), fileName };
}

type Making = {
  previous: Mark;
  month: Month;
  storage: Storage;
  s3: Target["s3"];
  signal: AbortSignal | undefined;
};

/** Writes and checks the file of a month. Only checks it if an earlier attempt wrote it. */
async function makeFile(
  database: Handle,
  { previous, month, storage, s3, signal }: Making,
): Promise<ArchiveReport> {
  const { fileName, from, until } = month;
  const path = storage.pathOf(fileName);
  const check = async () => {
    const report = await checkArchive(path, { s3, signal });
    const [problem = await differenceOf(database.reader, { previous, month, report })] = report.problems;
    return { report, problem };
  };
  if (await storage.find(fileName)) {
    const { report, problem } = await check();
    if (problem === undefined) return report;
    throw new ArchiveRefused(`${path} exists, and is not this month of this audit: ${problem} Move it away.`);
  }
  await storage.removeInterrupted(fileName);
  await storage.write(fileName, gzipped(Readable.from(readMonth(database, previous, { from, until }))));
  const { report, problem } = await check();
  if (problem === undefined) return report;
  await storage.remove([fileName]);
  throw new DamagedAudit(problem);
}

type Comparison = { previous: Mark; month: Month; report: ArchiveReport };

/**
 * Describes the difference between an intact archive and the database. Each seal includes the previous one, so
 * comparing the last is enough.
 */
async function differenceOf(
  db: Database,
  { previous, month, report: { header, last } }: Comparison,
): Promise<string | undefined> {
  const { seal, sealUntil, sealHash, nextEntries } = previous;
  const expected = {
    from: month.from,
    until: month.until,
    after: { seal, sealUntil, sealHash, nextEntries },
  };
  const { format: _, ...found } = header ?? { format: "" };
  if (JSON.stringify(found) !== JSON.stringify(expected)) return "It has another range.";
  const [stored] = await db.execute<{ hash: string }>(
    sql`select encode(hash, 'hex') as hash from public.audit_seal where number = ${last?.number ?? 0}::bigint`,
  );
  return last && stored?.hash === last.hash ? undefined : "It has other seals.";
}

function markOf(previous: Mark, { from, until, fileName }: Month, report: ArchiveReport): Mark {
  const { entries, fileHash, position } = report;
  if (!position) throw new Error("The archive has no position.");
  const mark = {
    ...position,
    number: previous.number + 1,
    from,
    until,
    entries,
    fileName,
    fileHash,
    previousHash: previous.hash,
  };
  return { ...mark, hash: markHash(mark) };
}
