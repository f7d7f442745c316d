import type { SessionId } from "@caretype/core/kernel/field/ids";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Database } from "@caretype/db";
import { lockAccount } from "../account/queries.ts";
import { endAllSessions, endSession, findSessionOf } from "./queries.ts";
import { resolveRefreshToken } from "./refresh-token-store.ts";

type Context = RequestContext & {
  db: Database;
  scope: Pick<Scope, "accountId" | "sessionId">;
  afterCommit: (act: () => void) => void;
};

/** Ends the caller's session, and those of refresh tokens that the caller sent or stores. */
export async function logOut(ctx: Context, sent: string | undefined): Promise<void> {
  const { refreshTokenStore: store } = ctx;
  const token = sent === undefined ? null : resolveRefreshToken(store, sent);
  const others = [token === null ? null : await sessionOf(ctx, token), await dropStoredToken(ctx)];
  const ended = new Set([ctx.scope.sessionId, ...others.filter((id) => id !== null)]);
  // Other sessions of the account may be ending these at the same time.
  if (ended.size > 1) await lockAccount(ctx.db, ctx.scope.accountId);
  for (const session of ended) await endSession(ctx.db, session);
}

/** Ends all sessions of the caller's account. */
export async function logOutEverywhere(ctx: Context): Promise<void> {
  const { accountId } = ctx.scope;
  await dropStoredToken(ctx);
  // Serializes with the exchange of a sign-in code, which starts its session before this or fails.
  await lockAccount(ctx.db, accountId);
  await endAllSessions(ctx.db, accountId);
}

/**
 * Drops the stored token, unless another account has signed in there since. Returns its session if it is the
 * caller's.
 */
async function dropStoredToken(ctx: Context): Promise<SessionId | null> {
  const { refreshTokenStore: store } = ctx;
  const stored = store?.read() ?? null;
  if (!store || stored === null) return null;
  const family = await findSessionOf(ctx.db, ctx.services.tokens.refreshHash(stored));
  if (family && family.accountId !== ctx.scope.accountId) return null;
  ctx.afterCommit(() => store.clearAll());
  return family?.sessionId ?? null;
}

/** The session of a refresh token, if it belongs to the caller. */
async function sessionOf({ db, scope, services }: Context, refresh: string): Promise<SessionId | null> {
  const family = await findSessionOf(db, services.tokens.refreshHash(refresh));
  return family?.accountId === scope.accountId ? family.sessionId : null;
}
