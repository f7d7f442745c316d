import { schema } from "@caretype/db";
import { and, isNull, sql } from "drizzle-orm";

const { session } = schema;

/** A browser's has its own, all others those that the statement is run with. */
export const idleSeconds = sql`coalesce(${session.idleSeconds}, ${sql.placeholder("idleSeconds")})`;
const longestSeconds = sql`coalesce(${session.longestSeconds}, ${sql.placeholder("longestSeconds")})`;

const secondsAfter = (seconds: typeof idleSeconds) => sql`make_interval(secs => ${seconds})`;

/** When a session ends however much it is used, by the limits that the statement is run with. */
export const lastEnd = sql`${session.createdAt} + ${secondsAfter(longestSeconds)}`;

/** When a session runs out unless it is used before, by the limits that the statement is run with. */
export const sessionEnd = sql`least(${session.lastSeenAt} + ${secondsAfter(idleSeconds)}, ${lastEnd})`;

/** Of sessions that neither were ended nor have run out: for statements that are run with `SessionLimits`. */
export const isLiveSession = and(isNull(session.endedAt), sql`${sessionEnd} > now()`);
