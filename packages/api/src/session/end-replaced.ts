import type { Database } from "@caretype/db";
import type { RequestContext } from "../procedure/context.ts";
import { endSession, findSessionOf } from "./queries.ts";

type Context = RequestContext & { afterCommit: (act: () => void) => void };

/**
 * Ends the session whose token is kept for the caller, where the token of another is about to take its place: nobody
 * would hold it any more, and it could be used on by whoever has copied its tokens.
 */
export async function endReplacedSession(tx: Database, ctx: Context, newSession: string): Promise<void> {
  const { tokens, principals } = ctx.services;
  const held = ctx.refreshKeeper?.held() ?? null;
  const replaced = held === null ? null : await findSessionOf(tx, tokens.refreshHash(held));
  if (!replaced || replaced.sessionId === newSession) return;
  await endSession(tx, replaced.sessionId);
  ctx.afterCommit(() => principals.forget({ session: replaced.sessionId }));
}
