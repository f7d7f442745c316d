import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { AccountId, SessionId } from "@caretype/core/kernel/field/ids";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Database } from "@caretype/db";
import { endReplacedSession } from "./end-replaced.ts";
import { noteOwnDialect } from "./own-dialect.ts";
import { ownLimits } from "./own-limits.ts";
import { endSession, findRefreshToken, insertRefreshToken, lockFamily, useRefreshToken } from "./queries.ts";
import { resolveRefreshToken, storeRefreshToken } from "./refresh-token-store.ts";
import type { TokenPair } from "./schema.ts";

type Family = { accountId: AccountId; sessionId: SessionId };
type Outcome =
  | { is: "rotated"; family: Family; refresh: string }
  | { is: "invalid" }
  | { is: "reused"; family: Family };

type Context = RequestContext & PublicContext;

/**
 * Exchanges a refresh token. `sent`: the token, or the placeholder for the stored one, which is deleted if refused.
 * Rejects with `INVALID_REFRESH_TOKEN`. After reuse, the session has ended, which is committed.
 */
export async function rotateRefreshToken(ctx: Context, sent: string): Promise<TokenPair> {
  const { refreshTokenStore: store } = ctx;
  const presented = resolveRefreshToken(store, sent);
  try {
    if (presented === null) throw new DomainError("INVALID_REFRESH_TOKEN");
    return await exchange(ctx, presented);
  } catch (error) {
    const isRefused = error instanceof DomainError && error.code === "INVALID_REFRESH_TOKEN";
    if (isRefused && store?.placeholder === sent) store.clear();
    throw error;
  }
}

async function exchange(ctx: Context, presented: string): Promise<TokenPair> {
  const { tokens } = ctx.services;
  if (!tokens.isRefreshToken(presented)) throw new DomainError("INVALID_REFRESH_TOKEN");
  const { family, refresh } = await ctx.transaction(async (tx) => {
    const found = await rotate(tx, ctx, presented);
    if (found.is !== "invalid") ctx.audit.identified(found.family.accountId, found.family.sessionId);
    if (found.is !== "rotated") return new DomainError("INVALID_REFRESH_TOKEN");
    const isStored = ctx.refreshTokenStore?.read() === presented;
    if (!isStored) await endReplacedSession(tx, ctx, found.family.sessionId);
    return found;
  });
  return { access: await tokens.issueAccess(family), refresh: storeRefreshToken(ctx, refresh) };
}

/** Returns its outcome instead of throwing, because a rejection would roll back the end of the session. */
async function rotate(tx: Database, ctx: Context, presented: string): Promise<Outcome> {
  const { tokens, sessionLimits } = ctx.services;
  const graceSeconds = tokens.refreshGraceSeconds;
  const hash = tokens.refreshHash(presented);
  const family = await lockFamily(tx, hash, sessionLimits);
  const token = family && (await findRefreshToken(tx, { hash, graceSeconds }));
  if (!token || token.isExpired) return { is: "invalid" };
  await noteOwnDialect(tx, ctx, family.accountId);

  const refresh = tokens.refreshSuccessor(presented);
  const successorHash = tokens.refreshHash(refresh);
  const { sessionId } = family;
  if (!token.isUsed) {
    const limits = await ownLimits(tx, ctx, family.accountId);
    await useRefreshToken(tx, { hash, sessionId, limits, idleSeconds: ctx.idleSeconds ?? 0 });
    await insertRefreshToken(tx, {
      hash: successorHash,
      sessionId,
      lifetimeSeconds: tokens.refreshLifetimeSeconds,
    });
    return { is: "rotated", family, refresh };
  }
  // The grace period covers concurrent tabs and lost answers, while the successor is unused. Once the successor was
  // used, reuse of its predecessor indicates theft.
  const successor = await findRefreshToken(tx, { hash: successorHash, graceSeconds });
  // Clients of former systems keep the first token of a session until it expires, and never use a successor.
  const { name: dialect = null } = ctx.dialect ?? {};
  const mayReuse = token.isInGrace || (dialect !== null && dialect !== "none");
  if (mayReuse && successor && !successor.isUsed) return { is: "rotated", family, refresh };
  await endSession(tx, sessionId);
  return { is: "reused", family };
}
