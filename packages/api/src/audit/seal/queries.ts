import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";

// Instants are whole microseconds since 1970 here: what is hashed must not depend on how a session writes a time.

/**
 * What is known of an entry, as text: the same under each version and setting of PostgreSQL. The fields in the order
 * of the table, with commas between: ids as they are written, the time in microseconds, and of each text its length in
 * bytes, a colon, and the text; "-" where there is none. Subjects are one text, with commas between the ids.
 */
const asText = [
  "practice_id",
  "(extract(epoch from at) * 1000000)::bigint",
  "id",
  ...["account_id", "session_id"].map((column) => `coalesce(${column}::text, '-')`),
  ...["action", "outcome", "basis", "array_to_string(subject_ids, ',')", "address", "request_id"].map(
    (text) => `coalesce(octet_length(${text}) || ':' || ${text}, '-')`,
  ),
].join(" || ',' || ");

/** Of an entry the id and the first half of the SHA-256 of its text: 32 bytes. */
const leaf = sql.raw(`uuid_send(id) || substring(sha256(convert_to(${asText}, 'UTF8')) from 1 for 16)`);

const inOrder = sql.raw("at, practice_id, id");
const instant = (microseconds: number) =>
  sql`timestamptz 'epoch' + ${microseconds}::float8 * interval '1 microsecond'`;
const microseconds = (time: string) =>
  sql.raw(`case when isfinite(${time}) then (extract(epoch from ${time}) * 1000000)::bigint end`);

type Range = { from: number; until: number };

const within = ({ from, until }: Range) => sql`at >= ${instant(from)} and at < ${instant(until)}`;

/** Leaves of the entries that `which` has, in their order, one after the other. */
const leavesOf = (which: SQL) => sql`
  select count(*)::int as entries, coalesce(string_agg(leaf, ''::bytea order by ${inOrder}), ''::bytea) as leaves
  from (select at, practice_id, id, ${leaf} as leaf from (${which}) as entry) as hashed`;

/**
 * Whatever is set for the database or the user, nobody's tables or functions are to come before PostgreSQL's own, and
 * bytes are to come as the driver reads them.
 */
export async function pinSession(db: Database): Promise<void> {
  await db.execute(sql`set local search_path = pg_catalog, pg_temp`);
  await db.execute(sql`set local bytea_output = hex`);
}

const sealingLock = 4_861_220_532;

/** One sealer at a time, over all processes; until the end of the transaction. */
export async function trySealingLock(db: Database): Promise<boolean> {
  const [row] = await db.execute<{ has: boolean }>(
    sql`select pg_try_advisory_xact_lock(${sealingLock}) as has`,
  );
  return row?.has === true;
}

/** Whether a seal was made within the last so many seconds, by whatever process. */
export async function isSealFresh(db: Database, seconds: number): Promise<boolean> {
  const [row] = await db.execute<{ fresh: boolean }>(sql`
    select sealed_at > clock_timestamp() - ${seconds} * interval '1 second' as fresh
    from public.audit_seal order by number desc limit 1`);
  return row?.fresh === true;
}

export async function databaseTime(db: Database): Promise<number> {
  const [row] = await db.execute<{ now: number }>(sql`select ${microseconds("clock_timestamp()")} as now`);
  return row?.now ?? 0;
}

/** `began`: null where that is hidden from the session's role, as it is of other users' transactions. */
export type RunningTransaction = { name: string; began: number | null };

/** The other transactions of this database. The locks tell all of them, to whomever: each holds one on its own name. */
export async function runningTransactions(db: Database): Promise<RunningTransaction[]> {
  return await db.execute<RunningTransaction>(sql`
    select virtualxid as name, ${microseconds("xact_start")} as began
    from pg_locks join pg_stat_activity as backend using (pid)
    where locktype = 'virtualxid' and mode = 'ExclusiveLock' and granted
      and backend.datname = current_database() and usesysid is not null and pid <> pg_backend_pid()`);
}

export type SealHead = {
  number: number;
  /** The first instant that is not sealed. */
  until: number;
  entries: number;
  /** Hexadecimal. */
  hash: string;
};

const headColumns = sql`number, ${microseconds("until_at")} as until, entries, encode(hash, 'hex') as hash`;

export async function findHead(db: Database): Promise<SealHead | undefined> {
  const [head] = await db.execute<SealHead>(
    sql`select ${headColumns} from public.audit_seal order by number desc limit 1`,
  );
  return head;
}

export type Crowd = { entries: number; first: number; last: number };

/** How many entries there are, counted up to `most` and one more, and the times of the first and the last of those. */
export async function countEntries(db: Database, range: Range, most: number): Promise<Crowd> {
  const [row] = await db.execute<Crowd>(sql`
    select count(*)::int as entries, ${microseconds("min(at)")} as first, ${microseconds("max(at)")} as last
    from (select at from public.audit_entry where ${within(range)} order by at limit ${most + 1}) as entry`);
  return row ?? { entries: 0, first: range.from, last: range.from };
}

type NewSeal = Range & { number: number; previousHash: string };

/** Makes a seal of all entries of a time; in one statement, so that hashes of entries do not travel. See seal-hash.ts. */
export async function insertSeal(db: Database, seal: NewSeal): Promise<SealHead> {
  const { number, from, until, previousHash } = seal;
  const previous = sql`decode(${previousHash}, 'hex')`;
  const [head] = await db.execute<SealHead>(sql`
    insert into public.audit_seal (number, from_at, until_at, entries, leaves, previous_hash, hash)
    select ${number}::bigint, ${instant(from)}, ${instant(until)}, entries, leaves, ${previous}, sha256(
      convert_to('caretype audit seal 1', 'UTF8') || int8send(${number}::bigint) || int8send(${from}::bigint)
        || int8send(${until}::bigint) || int8send(entries) || ${previous} || leaves
    )
    from (${leavesOf(sql`select * from public.audit_entry where ${within(seal)}`)}) as sealed
    returning ${headColumns}`);
  if (!head) throw new Error("The seal was not made.");
  return head;
}

/** As the table has it; times that are none are null. */
export type StoredSeal = {
  number: number;
  from: number | null;
  until: number | null;
  entries: number;
  leaves: Buffer;
  previousHash: Buffer;
  hash: Buffer;
};

/** The next one after a number, whatever numbers there are. */
export async function findSealAfter(db: Database, number: number): Promise<StoredSeal | undefined> {
  const [seal] = await db.execute<StoredSeal>(sql`
    select number, ${microseconds("from_at")} as from, ${microseconds("until_at")} as until, entries, leaves,
      previous_hash as "previousHash", hash
    from public.audit_seal where number > ${number}::bigint order by number limit 1`);
  return seal;
}

/** Of the first `most` entries of a time. */
export async function readLeaves(db: Database, range: Range, most: number): Promise<Buffer> {
  const [row] = await db.execute<{ leaves: Buffer }>(
    leavesOf(sql`select * from public.audit_entry where ${within(range)} order by ${inOrder} limit ${most}`),
  );
  return row?.leaves ?? Buffer.alloc(0);
}

export type FoundEntry = { practiceId: string; at: number; id: string; action: string; leaf: Buffer };

/** A page of the entries of a time, after one of them. */
export async function readEntries(
  db: Database,
  range: Range,
  { after, limit }: { after: FoundEntry | undefined; limit: number },
): Promise<FoundEntry[]> {
  const isAfter =
    after === undefined
      ? sql`true`
      : sql`(at, practice_id, id) > (${instant(after.at)}, ${after.practiceId}::uuid, ${after.id}::uuid)`;
  return await db.execute<FoundEntry>(sql`
    select practice_id as "practiceId", ${microseconds("at")} as at, id, action, ${leaf} as leaf
    from (
      select * from public.audit_entry where ${within(range)} and ${isAfter} order by ${inOrder} limit ${limit}
    ) as entry order by ${inOrder}`);
}

/** Where entries with these ids are, outside of a time. `at` as text, as it may be no time that has a number. */
export async function findElsewhere(
  db: Database,
  { from, until }: Range,
  ids: readonly string[],
): Promise<{ id: string; at: string }[]> {
  return await db.execute<{ id: string; at: string }>(sql`
    select id, at::text as at from public.audit_entry
    where (at < ${instant(from)} or at >= ${instant(until)}) and id = any (${`{${ids.join(",")}}`}::uuid[]) order by ${inOrder}`);
}

export async function findEntriesBefore(
  db: Database,
  from: number,
  limit: number,
): Promise<{ id: string; at: string; total: number }[]> {
  return await db.execute<{ id: string; at: string; total: number }>(sql`
    select id, at::text as at, count(*) over ()::int as total from public.audit_entry
    where at < ${instant(from)} order by ${inOrder} limit ${limit}`);
}

export async function countEntriesSince(db: Database, from: number): Promise<number> {
  const [row] = await db.execute<{ entries: number }>(
    sql`select count(*) as entries from public.audit_entry where at >= ${instant(from)}`,
  );
  return row?.entries ?? 0;
}
