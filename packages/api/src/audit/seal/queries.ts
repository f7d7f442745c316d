import { advisoryLocks, type Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import type { PracticeId } from "../../field/ids.ts";

// Instants are whole microseconds since 1970 here: what is hashed must not depend on how a session writes a time.

/**
 * What is known of an entry, as text: the same under each version and setting of PostgreSQL. The fields in the order
 * of the table, with commas between: ids as they are written, the time in microseconds, and of each text its length in
 * bytes, a colon, and the text; "-" where there is none. What the client calls its request comes last, and where there is
 * nothing, nor is a comma: entries that were sealed before there was this column have the text that they had. Subjects are one text, as PostgreSQL writes an array: it shows
 * a null in it, a second dimension, and a first place that is not the first.
 */
const asText = [
  "practice_id",
  "(extract(epoch from at) * 1000000)::bigint",
  "id",
  ...["account_id", "session_id"].map((column) => `coalesce(${column}::text, '-')`),
  ...["action", "outcome", "basis", "subject_ids::text", "address", "request_id"].map(
    (text) => `coalesce(octet_length(${text}) || ':' || ${text}, '-')`,
  ),
]
  .join(" || ',' || ")
  .concat(" || coalesce(',' || octet_length(client_request_id) || ':' || client_request_id, '')");

/** Of an entry the id and the first half of the SHA-256 of its text: 32 bytes. */
const leaf = sql.raw(`uuid_send(id) || substring(sha256(convert_to(${asText}, 'UTF8')) from 1 for 16)`);

const inOrder = sql.raw("at, practice_id, id");
const instant = (microseconds: number) =>
  sql`timestamptz 'epoch' + ${microseconds}::float8 * interval '1 microsecond'`;
/** Null of times that no entry and no seal has, and that a JavaScript number could not hold. */
const microseconds = (time: string) =>
  sql.raw(
    `case when ${time} >= '1700-01-01Z'::timestamptz and ${time} < '2250-01-01Z' then (extract(epoch from ${time}) * 1000000)::bigint end`,
  );

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

/** One sealer at a time, over all processes; until the end of the transaction. */
export async function trySealingLock(db: Database): Promise<boolean> {
  const [row] = await db.execute<{ has: boolean }>(
    sql`select pg_try_advisory_xact_lock(${advisoryLocks.sealing}) as has`,
  );
  return row?.has === true;
}

/** Whether all is sealed but the last so many seconds, by whatever process. A seal of a time to come is none of ours. */
export async function isSealFresh(db: Database, seconds: number): Promise<boolean> {
  const [row] = await db.execute<{ fresh: boolean }>(sql`
    select until_at between clock_timestamp() - ${seconds} * interval '1 second' and clock_timestamp() as fresh
    from public.audit_seal order by number desc limit 1`);
  return row?.fresh === true;
}

export type SealLag = {
  /** What the newest seal ends before; null where there is none. */
  until: string | null;
  minutes: number | null;
};

/** Where the sealing is more than so many seconds behind: there are entries of which it is not known whether they were changed. */
export async function findSealLag(db: Database, seconds = 300): Promise<SealLag | undefined> {
  const [row] = await db.execute<SealLag>(sql`
    with head as (select (select until_at from public.audit_seal order by number desc limit 1) as until)
    select until::text as until,
      case when isfinite(until) then floor(extract(epoch from clock_timestamp() - until) / 60)::float8 end as minutes
    from head where exists (
      select from public.audit_entry
      where at >= coalesce(until, '-infinity')
        and at < clock_timestamp() - ${seconds} * interval '1 second')
      or until > clock_timestamp()`);
  return row;
}

/** Whose session keeps the lock of sealing. */
export async function findSealers(db: Database): Promise<Holder[]> {
  return await db.execute<Holder>(sql`
    select pid, application_name as application
    from pg_catalog.pg_locks join pg_catalog.pg_stat_activity using (pid)
    where locktype = 'advisory' and granted and database = (select oid from pg_catalog.pg_database where datname = current_database())
      and ((classid::bigint << 32) | objid::bigint) = ${advisoryLocks.sealing}::bigint and objsubid = 1`);
}

export async function databaseTime(db: Database): Promise<number> {
  const [row] = await db.execute<{ now: number }>(sql`select ${microseconds("clock_timestamp()")} as now`);
  return row?.now ?? 0;
}

/** A session of the database, as it says of itself to everybody. */
export type Holder = { pid: number; application: string | null };

/** `began`: null where that is hidden from the session's role, as it is of other users' transactions. */
export type RunningTransaction = Holder & { name: string; began: number | null };

/** The other transactions of this database. The locks tell all of them, to whomever: each holds one on its own name. */
export async function runningTransactions(db: Database): Promise<RunningTransaction[]> {
  return await db.execute<RunningTransaction>(sql`
    select virtualxid as name, pid, application_name as application, ${microseconds("xact_start")} as began
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

/** A time past all times that is in a seal by hand is told as the last one that there is. */
const headColumns = sql`number,
  coalesce(${microseconds("until_at")}, case when until_at > now() then 9007199254740991 else 0 end) as until, entries, encode(hash, 'hex') as hash`;

const isNumber = sql.raw("(number between 1 and 9007199254740991)");

export async function findHead(db: Database): Promise<SealHead | undefined> {
  const [head] = await db.execute<SealHead>(
    sql`select ${headColumns} from public.audit_seal where ${isNumber} order by number desc limit 1`,
  );
  return head;
}

/** Seals that have numbers which no seal has, and that the table should have refused. */
export async function findOddSeals(db: Database, limit: number): Promise<{ name: string; total: number }[]> {
  return await db.execute<{ name: string; total: number }>(sql`
    select number::text as name, count(*) over ()::int as total
    from public.audit_seal where ${isNumber} is not true order by number limit ${limit}`);
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
    from public.audit_seal where number > ${number}::bigint and ${isNumber} order by number limit 1`);
  return seal;
}

/** Of the first `most` entries of a time. */
export async function readLeaves(db: Database, range: Range, most: number): Promise<Buffer> {
  const [row] = await db.execute<{ leaves: Buffer }>(
    leavesOf(sql`select * from public.audit_entry where ${within(range)} order by ${inOrder} limit ${most}`),
  );
  return row?.leaves ?? Buffer.alloc(0);
}

export type FoundEntry = { practiceId: PracticeId; at: number; id: string; action: string; leaf: Buffer };

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
