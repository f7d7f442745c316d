import type { Database } from "@caretype/db";
import type { RequestContext } from "../../kernel/procedure/context.ts";
import { endSession, findSessionOf } from "./queries.ts";

type Context = RequestContext & { afterCommit: (act: () => void) => void };

/**
 * Ends the session whose stored refresh token is about to be replaced by another session's. Otherwise it would
 * continue unnoticed for whoever copied its tokens.
 */
export async function endReplacedSession(tx: Database, ctx: Context, newSession: string): Promise<void> {
  const { tokens, principals } = ctx.services;
  const stored = ctx.refreshTokenStore?.read() ?? null;
  const replaced = stored === null ? null : await findSessionOf(tx, tokens.refreshHash(stored));
  if (!replaced || replaced.sessionId === newSession) return;
  await endSession(tx, replaced.sessionId);
  ctx.afterCommit(() => principals.forget({ session: replaced.sessionId }));
}
