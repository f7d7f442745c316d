import { onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { SessionId } from "@caretype/core/kernel/field/ids";
import { decodeCursor, toPage } from "@caretype/core/kernel/field/paging";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, type DatabaseHandle, given, prepared } from "@caretype/db";
import { session } from "@caretype/db/schema";
import { and, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import type { Use } from "./last-use.ts";
import { maxUnrecordedSeconds, type SessionLimits, settledSeconds } from "./limits.ts";
import { idleSeconds, isLiveSession, lastEnd } from "./live.ts";
import { endSession } from "./queries.ts";
import type { CurrentSession, ListSessions, SessionPage } from "./schema.ts";

/** The age of a session's last use, from the statement's parameters. */
const agoSeconds = sql`(${sql.placeholder("ago")}::float8[])[array_position(${sql.placeholder("ids")}::uuid[], ${session.id})]`;

/**
 * Minimum seconds between writes: a minute, or less for short idle timeouts (see `recordIntervalOf`). The last use before
 * idling is exact to a second, because it determines the session's end.
 */
const newsSeconds = sql`case when ${agoSeconds} >= ${settledSeconds} then 1 else least(${maxUnrecordedSeconds}, ${idleSeconds} / 4.0) end`;

const lastUses = prepared(["ago", "ids", "idleSeconds", "maxSeconds"], (db) =>
  db
    .select({ id: session.id, at: sql<string>`(now() - make_interval(secs => ${agoSeconds}))::text` })
    .from(session)
    .where(
      and(
        sql`${session.id} = any(${sql.placeholder("ids")}::uuid[])`,
        isLiveSession,
        sql`${session.lastSeenAt} <= now() - make_interval(secs => ${agoSeconds} + ${newsSeconds})`,
      ),
    )
    .orderBy(session.id)
    .for("update", { skipLocked: true }),
);

const noteUses = prepared(["ids", "times"], (db) => {
  const ids = sql`${sql.placeholder("ids")}::uuid[]`;
  const at = sql`(${sql.placeholder("times")}::timestamptz[])[array_position(${ids}, ${session.id})]`;
  return db.update(session).set({ lastSeenAt: at }).where(sql`${session.id} = any(${ids})`);
});

/** Skips sessions that another process has written or locked, and expired ones. */
export async function recordSessionsUse(
  database: Pick<DatabaseHandle, "transaction">,
  { uses, ...limits }: SessionLimits & { uses: Use<SessionId>[] },
): Promise<void> {
  const ids = uses.map(({ id }) => id);
  const ago = uses.map((use) => use.agoSeconds);
  await database.transaction(async (tx) => {
    // Two statements: on Citus, an update neither locks rows in a subquery nor computes with the time.
    const last = await lastUses(tx).execute({ ids, ago, ...limits });
    if (last.length === 0) return;
    await noteUses(tx).execute({ ids: last.map(({ id }) => id), times: last.map(({ at }) => at) });
  });
}

const ownSession = prepared(["idleSeconds", "maxSeconds", "sessionId"], (db) =>
  db
    .select({
      id: session.id,
      createdAt: session.createdAt,
      idleSeconds: sql<number>`(${idleSeconds})::int`,
      endsAt: sql<string>`${lastEnd}`.mapWith(session.createdAt),
    })
    .from(session)
    .where(and(eq(session.id, sql.placeholder("sessionId")), isLiveSession)),
);

/** The session of the current call. Rejects with `UNAUTHENTICATED` if it has just ended. */
export async function findOwnSession(
  db: Database,
  { sessionId }: Pick<Scope, "sessionId">,
  limits: SessionLimits,
): Promise<CurrentSession> {
  return onlyRow(await ownSession(db).execute({ sessionId, ...limits }), "UNAUTHENTICATED");
}

const { id, userAgent, address, createdAt, lastSeenAt } = getTableColumns(session);

const page = prepared(["current", "accountId", "after", "idleSeconds", "maxSeconds", "limit"], (db) =>
  db
    .select({
      id,
      userAgent,
      address,
      createdAt,
      lastSeenAt,
      isCurrent: sql<boolean>`${session.id} = ${sql.placeholder("current")}`,
      gaveSecondFactor: sql<boolean>`${session.secondFactorAt} is not null`,
    })
    .from(session)
    .where(and(...given(session, "accountId"), lt(session.id, sql.placeholder("after")), isLiveSession))
    .orderBy(desc(session.id))
    .limit(sql.placeholder("limit")),
);

/** Live sessions, latest first. */
export async function listSessions(
  db: Database,
  { accountId, sessionId: current }: Pick<Scope, "accountId" | "sessionId">,
  { limit, cursor, limits }: ListSessions & { limits: SessionLimits },
): Promise<SessionPage> {
  const { id: after } = decodeCursor(cursor, "newest");
  const [rows, deviceOf] = await Promise.all([
    page(db).execute({ accountId, current, after, limit: limit + 1, ...limits }),
    deviceNamer(),
  ]);
  const item = (row: (typeof rows)[number]) => ({ ...row, device: deviceOf(row.userAgent) });
  return toPage(rows, { limit, sort: "newest", item });
}

const lockLive = prepared(["id", "accountId", "idleSeconds", "maxSeconds"], (db) =>
  db
    .select({ id: session.id })
    .from(session)
    .where(and(...given(session, "id", "accountId"), isLiveSession))
    .for("update"),
);

/** Rejects with `SESSION_NOT_FOUND` for a session that is unknown, ended, or another account's. */
export async function endOwnSession(
  db: Database,
  { accountId }: Pick<Scope, "accountId">,
  { id, limits }: { id: SessionId; limits: SessionLimits },
): Promise<void> {
  onlyRow(await lockLive(db).execute({ id, accountId, ...limits }), "SESSION_NOT_FOUND");
  // A separate statement: on Citus, an update does not compute with the time.
  await endSession(db, id);
}

const unknownDevice = "Unknown device";

/** The `User-Agent` of `caretype`, with the name of its machine. */
const commandLine = /^Caretype-CLI \(([^()]+)\)$/;

/** Such as `curl/8.5.0`. Programs other than browsers also send their names. */
const product = /^([\p{L}\p{N}][\p{L}\p{N} ._-]{0,40})(?:\/|$)/u;

/** The beginning of nearly all user agents. */
const nearlyAll = "Mozilla";

/** Names devices: `Firefox on Linux`. Loads its library on first use, to keep start-up fast. */
export async function deviceNamer(): Promise<(userAgent: string | null) => string> {
  const { default: bowser } = await import("bowser");
  return (userAgent) => {
    if (!userAgent) return unknownDevice;
    const host = commandLine.exec(userAgent)?.[1];
    if (host) return `Command line on ${host}`;
    const { browser, os } = bowser.parse(userAgent);
    const names = [browser.name, product.exec(userAgent)?.[1]?.trim()];
    const program = names.find((name) => name && name !== nearlyAll);
    if (!program) return os.name ?? unknownDevice;
    return os.name ? `${program} on ${os.name}` : program;
  };
}
