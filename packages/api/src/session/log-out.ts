import type { Database } from "@caretype/db";
import type { SessionId } from "../field/ids.ts";
import type { RequestContext } from "../procedure/context.ts";
import type { Scope } from "../procedure/scope.ts";
import { endAllSessions, endSession, findSessionOf } from "./queries.ts";
import { tokenMeant } from "./refresh-keeper.ts";

type Context = RequestContext & {
  db: Database;
  scope: Pick<Scope, "accountId" | "sessionId">;
  afterCommit: (act: () => void) => void;
};

/** Ends the caller's session, and those of the refresh tokens that are sent along or kept for the caller. */
export async function logOut(ctx: Context, sent: string | undefined): Promise<void> {
  const { refreshKeeper: keeper, services } = ctx;
  const meant = sent === undefined ? null : tokenMeant(keeper, sent);
  const others = [meant === null ? null : await sessionOf(ctx, meant), await letGo(ctx)];
  const ended = new Set([ctx.scope.sessionId, ...others.filter((id) => id !== null)]);
  for (const session of ended) {
    await endSession(ctx.db, session);
    ctx.afterCommit(() => services.principals.forget({ session }));
  }
}

/** Ends all sessions of the caller's account. */
export async function logOutEverywhere(ctx: Context): Promise<void> {
  const account = ctx.scope.accountId;
  await letGo(ctx);
  await endAllSessions(ctx.db, account);
  ctx.afterCommit(() => ctx.services.principals.forget({ account }));
}

/**
 * Has the kept token dropped, unless it is another account's: somebody has signed in there since, and stays so. Returns
 * its session, if that is the caller's.
 */
async function letGo(ctx: Context): Promise<SessionId | null> {
  const { refreshKeeper: keeper } = ctx;
  const held = keeper?.held() ?? null;
  if (!keeper || held === null) return null;
  const family = await findSessionOf(ctx.db, ctx.services.tokens.refreshHash(held));
  if (family && family.accountId !== ctx.scope.accountId) return null;
  ctx.afterCommit(() => keeper.leave());
  return family?.sessionId ?? null;
}

/** Of a refresh token, if both are the caller's own. */
async function sessionOf({ db, scope, services }: Context, refresh: string): Promise<SessionId | null> {
  const family = await findSessionOf(db, services.tokens.refreshHash(refresh));
  return family?.accountId === scope.accountId ? family.sessionId : null;
}
