import { account, session } from "@caretype/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";

/** A browser session's own timeout, otherwise that of the statement's parameters. */
export const idleSeconds = sql`coalesce(${session.idleSeconds}, ${sql.placeholder("idleSeconds")})`;
const maxSeconds = sql`coalesce(${session.maxSeconds}, ${sql.placeholder("maxSeconds")})`;

const secondsAfter = (seconds: typeof idleSeconds) => sql`make_interval(secs => ${seconds})`;

/** When a session ends at the latest. */
export const lastEnd = sql`${session.createdAt} + ${secondsAfter(maxSeconds)}`;

/** When a session ends unless it is used again. */
export const sessionEnd = sql`least(${session.lastSeenAt} + ${secondsAfter(idleSeconds)}, ${lastEnd})`;

/** Sessions neither ended nor expired. The statement needs `SessionLimits` as parameters. */
export const isLiveSession = and(isNull(session.endedAt), sql`${sessionEnd} > now()`);

/** The live session of an active account, by the parameters `sessionId` and `accountId`. */
export const isLiveSessionOfAccount = and(
  eq(session.id, sql.placeholder("sessionId")),
  eq(session.accountId, sql.placeholder("accountId")),
  isLiveSession,
  account.isActive,
);
