import { type AccountId, asId, type SessionId } from "@caretype/core/kernel/field/ids";
import { forgetAfterCommit, type SessionSubject } from "@caretype/core/kernel/procedure/scope";
import { type Database, prepared } from "@caretype/db";
import { account, refreshToken, session } from "@caretype/db/schema";
import { and, desc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { SessionLimits } from "./limits.ts";
import { isLiveSession, isLiveSessionOfAccount } from "./live.ts";

/** Channel that announces ended sessions, changed accounts and roles, and moved practices, to every process. */
export const sessionChannel = "caretype_session";

/**
 * Makes every process look the subject's sessions up again, this one right after the commit. Runs in the transaction of the
 * change, so that a rollback announces nothing.
 */
export async function announce(db: Database, subject: SessionSubject): Promise<void> {
  forgetAfterCommit(db, subject);
  const payload = Object.entries(subject)
    .map(([kind, id]) => `${kind}:${id}`)
    .join();
  await db.execute(sql`select pg_notify(${sessionChannel}, ${payload})`);
}

/** The subject of a notification. Null if unknown. */
export function subjectOf(payload: string): SessionSubject | null {
  const [kind, id] = payload.split(":");
  if (!id) return null;
  if (kind === "session") return { session: asId(id) };
  if (kind === "practice") return { practice: asId(id) };
  return kind === "account" ? { account: asId(id) } : null;
}

/** How recently an account has authenticated in a session. An instant, or SQL for one. */
export type SessionProof = { authenticatedAt: string | SQL; secondFactorAt: string | SQL | null };

type NewSession = {
  id: SessionId;
  accountId: AccountId;
  address: string;
  userAgent: string | null;
  proof: SessionProof;
  refreshHash: Buffer;
  refreshLifetimeSeconds: number;
  /** The own limits of a browser session. */
  limits: SessionLimits | null;
};

const maxUserAgentLength = 500;

/** Inserts a session and its first refresh token. Also deletes long-expired sessions of the account. */
export async function insertSession(db: Database, values: NewSession): Promise<void> {
  const { id: sessionId, accountId, address, refreshHash: hash, refreshLifetimeSeconds } = values;
  const userAgent = values.userAgent?.slice(0, maxUserAgentLength) ?? null;
  await sweepSessions(db, accountId);
  const own = { idleSeconds: null, maxSeconds: null, ...values.limits, ...values.proof };
  await db.insert(session).values({ id: sessionId, accountId, address, userAgent, ...own });
  await insertRefreshToken(db, { hash, sessionId, lifetimeSeconds: refreshLifetimeSeconds });
}

/**
 * Waits an hour after expiry, to avoid sessions being refreshed in their last second. Skips rows locked by others.
 */
async function sweepSessions(db: Database, accountId: AccountId): Promise<void> {
  await db.execute(sql`
    delete from ${session} where id in (
      select id from ${session} as candidate
      where account_id = ${accountId} and not exists (
        select from ${refreshToken}
        where session_id = candidate.id and expires_at > now() - interval '1 hour'
      )
      limit 100 for update skip locked
    )`);
}

const endedByOthers = prepared(["accountId", "idleSeconds", "maxSeconds", "most"], (db) =>
  db
    .update(session)
    .set({ endedAt: sql`now()` })
    .where(
      sql`${session.id} in (${db
        .select({ id: session.id })
        .from(session)
        .where(and(eq(session.accountId, sql.placeholder("accountId")), isLiveSession))
        .orderBy(desc(session.id))
        .offset(sql.placeholder("most"))
        .limit(100)
        .for("update", { skipLocked: true })})`,
    )
    .returning({ id: session.id }),
);

/** Ends the oldest sessions beyond the limit. */
export async function endOldestSessions(
  db: Database,
  accountId: AccountId,
  { most, limits }: { most: number; limits: SessionLimits },
): Promise<void> {
  for (const { id } of await endedByOthers(db).execute({ accountId, most, ...limits }))
    await announce(db, { session: id });
}

type NewRefreshToken = { hash: Buffer; sessionId: SessionId; lifetimeSeconds: number };

export async function insertRefreshToken(
  db: Database,
  { hash, sessionId, lifetimeSeconds }: NewRefreshToken,
): Promise<void> {
  const expiresAt = sql<string>`now() + make_interval(secs => ${lifetimeSeconds})`;
  await db.insert(refreshToken).values({ hash, sessionId, expiresAt });
}

const familyByToken = prepared(["hash", "idleSeconds", "maxSeconds"], (db) =>
  db
    .select({ sessionId: session.id, accountId: session.accountId })
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    .where(
      and(
        sql`${session.id} = (
          select session_id from ${refreshToken} where hash = ${sql.placeholder("hash")}
        )`,
        isLiveSession,
        account.isActive,
      ),
    )
    .for("update", { of: session }),
);

/**
 * Locks the live session of a refresh token. All changes of a token family lock its session first, so tokens need no
 * locks of their own.
 */
export async function lockFamily(db: Database, hash: Buffer, limits: SessionLimits) {
  const [found] = await familyByToken(db).execute({ hash, ...limits });
  return found ?? null;
}

const tokenByHash = prepared(["graceSeconds", "hash"], (db) =>
  db
    .select({
      isExpired: sql<boolean>`${refreshToken.expiresAt} <= now()`,
      isUsed: sql<boolean>`${refreshToken.usedAt} is not null`,
      isInGrace: sql<boolean>`coalesce(
        ${refreshToken.usedAt} > now() - make_interval(secs => ${sql.placeholder("graceSeconds")}), false)`,
    })
    .from(refreshToken)
    .where(eq(refreshToken.hash, sql.placeholder("hash"))),
);

/** Requires the family's lock. */
export async function findRefreshToken(db: Database, token: { hash: Buffer; graceSeconds: number }) {
  const [found] = await tokenByHash(db).execute(token);
  return found ?? null;
}

type UsedToken = {
  hash: Buffer;
  sessionId: SessionId;
  /** The age of the session's last use that this refresh proves. */
  idleSeconds: number;
  /** The current limits, for a browser session. */
  limits: SessionLimits | null;
};

/** Marks a token as used and its session as seen, and deletes expired tokens of the family. */
export async function useRefreshToken(db: Database, token: UsedToken) {
  const ofFamily = eq(refreshToken.sessionId, token.sessionId);
  await db.update(refreshToken).set({ usedAt: sql`now()` }).where(eq(refreshToken.hash, token.hash));
  const usedAt = sql`now() - make_interval(secs => ${token.idleSeconds})`;
  await db
    .update(session)
    .set({ lastSeenAt: sql`greatest(${session.lastSeenAt}, ${usedAt})`, ...token.limits })
    .where(eq(session.id, token.sessionId));
  await db.delete(refreshToken).where(and(ofFamily, sql`${refreshToken.expiresAt} <= now()`));
}

async function end(db: Database, which: SQL | undefined, subject: SessionSubject): Promise<void> {
  await db
    .update(session)
    .set({ endedAt: sql`now()` })
    .where(and(which, isNull(session.endedAt)));
  await announce(db, subject);
}

export const endSession = (db: Database, id: SessionId): Promise<void> =>
  end(db, eq(session.id, id), { session: id });

const proofOfSession = prepared(["sessionId", "accountId", "idleSeconds", "maxSeconds"], (db) =>
  db
    .select({ authenticatedAt: session.authenticatedAt, secondFactorAt: session.secondFactorAt })
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    .where(isLiveSessionOfAccount),
);

/** Null if the session is not live, or its account is deactivated. */
export async function findLiveProof(
  db: Database,
  ids: { accountId: AccountId; sessionId: SessionId },
  limits: SessionLimits,
): Promise<SessionProof | null> {
  const [found] = await proofOfSession(db).execute({ ...ids, ...limits });
  return found ?? null;
}

/** Ends every session of an account. */
export const endAllSessions = (db: Database, account: AccountId): Promise<void> =>
  end(db, eq(session.accountId, account), { account });

/** Ends every session of an account except one, after a password change. */
export const endOtherSessions = (
  db: Database,
  { accountId: account, sessionId }: { accountId: AccountId; sessionId: SessionId },
): Promise<void> => end(db, and(eq(session.accountId, account), ne(session.id, sessionId)), { account });

/** The session of a refresh token, even if it has ended. */
export async function findSessionOf(db: Database, hash: Buffer) {
  const [found] = await db
    .select({ sessionId: session.id, accountId: session.accountId })
    .from(refreshToken)
    .innerJoin(session, eq(session.id, refreshToken.sessionId))
    .where(eq(refreshToken.hash, hash));
  return found ?? null;
}
