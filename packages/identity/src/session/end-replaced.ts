import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Database } from "@caretype/db";
import { endSession, findSessionOf } from "./queries.ts";

/**
 * Ends the session whose stored refresh token is about to be replaced by another session's. Otherwise, a thief who
 * copied its tokens could continue it unnoticed.
 */
export async function endReplacedSession(
  tx: Database,
  { services, refreshTokenStore }: RequestContext,
  newSession: string,
): Promise<void> {
  const stored = refreshTokenStore?.read() ?? null;
  const replaced = stored === null ? null : await findSessionOf(tx, services.tokens.refreshHash(stored));
  if (replaced && replaced.sessionId !== newSession) await endSession(tx, replaced.sessionId);
}
