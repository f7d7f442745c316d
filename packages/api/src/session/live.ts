import { schema } from "@caretype/db";
import { and, isNull, sql } from "drizzle-orm";

const { session } = schema;

const secondsAfter = (seconds: "idleSeconds" | "longestSeconds") =>
  sql`make_interval(secs => ${sql.placeholder(seconds)})`;

/** When a session runs out unless it is used before, by the limits that the statement is run with. */
export const sessionEnd = sql`least(${session.lastSeenAt} + ${secondsAfter("idleSeconds")}, ${session.createdAt} + ${secondsAfter("longestSeconds")})`;

/** Of sessions that neither were ended nor have run out: for statements that are run with `SessionLimits`. */
export const isLiveSession = and(isNull(session.endedAt), sql`${sessionEnd} > now()`);
