import { advisoryLocks, askServers, type Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import type { PracticeId } from "../../../kernel/field/ids.ts";

// Instants are microseconds since 1970, so that hashes do not depend on how a session formats times.

/**
 * An entry as text, independent of PostgreSQL's version and settings. Fields in the table's order, separated by commas:
 * ids as text, the time in microseconds, and texts as length in bytes, a colon, and the text, or "-" for null.
 *
 * The client's request id comes last, without a comma if null: entries sealed before that column existed keep their
 * text. Subjects are an array literal, which shows nulls, dimensions and bounds.
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

/** The id and the first half of the SHA-256 of an entry's text: 32 bytes. */
const leaf = sql.raw(`uuid_send(id) || substring(sha256(convert_to(${asText}, 'UTF8')) from 1 for 16)`);

export const inOrder = sql.raw("at, practice_id, id");
export const instant = (microseconds: number) =>
  sql`timestamptz 'epoch' + ${microseconds}::float8 * interval '1 microsecond'`;
const inMicroseconds = (time: string) =>
  `case when ${time} >= '1700-01-01Z'::timestamptz and ${time} < '2250-01-01Z' then (extract(epoch from ${time}) * 1000000)::bigint end`;
/** Null for times outside any entry or seal, which a JavaScript number could not represent. */
export const microseconds = (time: string) => sql.raw(inMicroseconds(time));

export type Range = { from: number; until: number };

export const within = ({ from, until }: Range) => sql`at >= ${instant(from)} and at < ${instant(until)}`;

/** The concatenated leaves of the entries selected by `which`, in order. */
const leavesOf = (which: SQL) => sql`
  select count(*)::int as entries, coalesce(string_agg(leaf, ''::bytea order by ${inOrder}), ''::bytea) as leaves
  from (select at, practice_id, id, ${leaf} as leaf from (${which}) as entry) as hashed`;

/** Overrides a setting of the database or user that could shadow PostgreSQL's functions. */
export async function pinSession(db: Database): Promise<void> {
  await db.execute(sql`set local search_path = pg_catalog, pg_temp`);
}

/** A mutex of sealers across processes, until the transaction ends. */
export async function trySealingLock(db: Database): Promise<boolean> {
  const [row] = await db.execute<{ has: boolean }>(
    sql`select pg_try_advisory_xact_lock(${advisoryLocks.sealing}) as has`,
  );
  return row?.has === true;
}

/**
 * Whether everything except the last `seconds` is sealed, by any process. Ignores seals in the future, which are
 * forged.
 */
export async function isSealRecent(db: Database, seconds: number): Promise<boolean> {
  const [row] = await db.execute<{ fresh: boolean }>(sql`
    select until_at between clock_timestamp() - ${seconds} * interval '1 second' and clock_timestamp() as fresh
    from public.audit_seal order by number desc limit 1`);
  return row?.fresh === true;
}

export type SealLag = {
  /** The end of the newest seal. Null if there is none. */
  until: string | null;
  minutes: number | null;
};

/** Defined if sealing is more than five minutes behind. Changes to those entries cannot be detected. */
export async function findSealLag(db: Database): Promise<SealLag | undefined> {
  const [head] = await db.execute<SealLag & { isAhead: boolean }>(sql`
    select case when isfinite(until) then to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') else until::text end as until,
      until > clock_timestamp() as "isAhead",
      case when isfinite(until) then floor(extract(epoch from clock_timestamp() - until) / 60)::float8 end as minutes
    from (select (select until_at from public.audit_seal order by number desc limit 1) as until) as head`);
  const { until = null, minutes = null, isAhead = null } = head ?? {};
  if (isAhead) return { until, minutes };
  // A separate query, as Citus cannot join seals with entries.
  const { count } = await db.execute(sql`
    select from public.audit_entry
    where at >= ${until ?? "-infinity"}::timestamptz and at < clock_timestamp() - interval '5 minutes' limit 1`);
  return count > 0 ? { until, minutes } : undefined;
}

/** Sessions that hold the sealing lock. */
export async function findSealers(db: Database): Promise<Holder[]> {
  return await db.execute<Holder>(sql`
    select pid, application_name as application
    from pg_catalog.pg_locks join pg_catalog.pg_stat_activity using (pid)
    where locktype = 'advisory' and granted and database = (select oid from pg_catalog.pg_database where datname = current_database())
      and ((classid::bigint << 32) | objid::bigint) = ${advisoryLocks.sealing}::bigint and objsubid = 1`);
}

/** A database session, as visible to every user. */
export type Holder = { pid: number; application: string | null };

/** `began`: null for a prepared transaction, or if hidden from the session's role, as other users' are. */
export type RunningTransaction = Holder & { name: string; began: number | null };

/** The time of a server, and the other transactions of this database there. */
export type ServerState = { now: number; running: RunningTransaction[] };

/**
 * The time is taken before the transactions are listed. Transactions are found by their virtual-id locks, which all
 * roles can see. On Citus, those of several nodes are prepared ones.
 */
const state = `
  select json_build_object('now', ${inMicroseconds("statement_timestamp()")}, 'running', coalesce(json_agg(running), '[]'))
  from (
    select virtualxid as name, pid, application_name as application, ${inMicroseconds("xact_start")} as began
    from pg_locks join pg_stat_activity as backend using (pid)
    where locktype = 'virtualxid' and mode = 'ExclusiveLock' and granted
      and backend.datname = current_database() and usesysid is not null and pid <> pg_backend_pid()
    union all
    select gid, 0, 'a prepared transaction', null from pg_prepared_xacts where database = current_database()
  ) as running`;

/** Returns the state of this server, and on Citus of its workers. @throws {Error} if one of them does not answer. */
export async function findServers(db: Database): Promise<ServerState[]> {
  const answers = await askServers<ServerState>(db, state);
  // Names are unique per server only.
  return answers.map(({ node, value: { now, running } }) => ({
    now,
    running: node === undefined ? running : running.map((one) => ({ ...one, name: `${node} ${one.name}` })),
  }));
}

/** The time of the server whose clock is last. */
export const databaseTime = async (db: Database): Promise<number> =>
  Math.min(...(await findServers(db)).map(({ now }) => now));

export type SealHead = {
  number: number;
  /** The end of the newest seal. */
  until: number;
  entries: number;
  /** Hexadecimal. */
  hash: string;
};

/** A forged time beyond the representable range is returned as the maximum. */
const headColumns = sql`number,
  coalesce(${microseconds("until_at")}, case when until_at > now() then 9007199254740991 else 0 end) as until, entries, encode(hash, 'hex') as hash`;

const isNumber = sql.raw("(number between 1 and 9007199254740991)");

export async function findHead(db: Database): Promise<SealHead | undefined> {
  const [head] = await db.execute<SealHead>(
    sql`select ${headColumns} from public.audit_seal where ${isNumber} order by number desc limit 1`,
  );
  return head;
}

/** Seals with invalid numbers, which the table's constraint should have refused. */
export async function findInvalidSeals(
  db: Database,
  limit: number,
): Promise<{ name: string; total: number }[]> {
  return await db.execute<{ name: string; total: number }>(sql`
    select number::text as name, count(*) over ()::int as total
    from public.audit_seal where ${isNumber} is not true order by number limit ${limit}`);
}

export type Crowd = { entries: number; first: number; last: number };

/** Counts entries up to `most` + 1, with the times of the first and last of those. */
export async function countEntries(db: Database, range: Range, most: number): Promise<Crowd> {
  const [row] = await db.execute<Crowd>(sql`
    select count(*)::int as entries, ${microseconds("min(at)")} as first, ${microseconds("max(at)")} as last
    from (select at from public.audit_entry where ${within(range)} order by at limit ${most + 1}) as entry`);
  return row ?? { entries: 0, first: range.from, last: range.from };
}

type NewSeal = Range & { number: number; previousHash: string };

/**
 * Creates a seal over all entries of a range, in one statement so that leaves are not transferred. See seal-hash.ts.
 */
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
  if (!head) throw new Error("The seal was not created.");
  return head;
}

/** A stored seal. Invalid times are null. */
export type StoredSeal = {
  number: number;
  from: number | null;
  until: number | null;
  entries: number;
  leaves: Buffer;
  previousHash: Buffer;
  hash: Buffer;
};

/** The first seal with a greater number. */
export async function findSealAfter(db: Database, number: number): Promise<StoredSeal | undefined> {
  const [seal] = await db.execute<StoredSeal>(sql`
    select number, ${microseconds("from_at")} as from, ${microseconds("until_at")} as until, entries, leaves,
      previous_hash as "previousHash", hash
    from public.audit_seal where number > ${number}::bigint and ${isNumber} order by number limit 1`);
  return seal;
}

/** The leaves of the first `most` entries in a range. */
export async function readLeaves(db: Database, range: Range, most: number): Promise<Buffer> {
  const [row] = await db.execute<{ leaves: Buffer }>(
    leavesOf(sql`select * from public.audit_entry where ${within(range)} order by ${inOrder} limit ${most}`),
  );
  return row?.leaves ?? Buffer.alloc(0);
}

export type FoundEntry = { practiceId: PracticeId; at: number; id: string; action: string; leaf: Buffer };

/** A page of the entries in a range, after a given one. */
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

/** Finds these ids outside a range. `at` is text, because it may be out of the numeric range. */
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
