import type { Database } from "@caretype/db";
import type { TokenPair } from "../account/schema.ts";
import type { AccountId, SessionId } from "../field/ids.ts";
import { newId } from "../field/new-id.ts";
import type { PublicContext } from "../procedure/body-context.ts";
import type { RequestContext } from "../procedure/context.ts";
import { recordRequirement } from "../second-factor/requirement.ts";
import { endReplacedSession } from "./end-replaced.ts";
import { ownLimits } from "./own-limits.ts";
import { endOldestSessions, insertSession } from "./queries.ts";
import { storeRefreshToken } from "./refresh-token-store.ts";

type StartContext = RequestContext & Pick<PublicContext, "audit" | "afterCommit">;

/** Starts a session with its first pair of tokens. */
export const startSession = (tx: Database, ctx: StartContext, accountId: AccountId): Promise<TokenPair> =>
  start(tx, ctx, { accountId, gaveSecondFactor: false });

/** The same after a second factor was given. */
export const startSessionWithSecondFactor = (
  tx: Database,
  ctx: StartContext,
  accountId: AccountId,
): Promise<TokenPair> => start(tx, ctx, { accountId, gaveSecondFactor: true });

async function start(
  tx: Database,
  ctx: StartContext,
  { accountId, gaveSecondFactor }: { accountId: AccountId; gaveSecondFactor: boolean },
): Promise<TokenPair> {
  const { tokens } = ctx.services;
  const sessionId = newId<SessionId>();
  ctx.audit.identified(accountId, sessionId);
  const refresh = tokens.newRefresh();
  await insertSession(tx, {
    id: sessionId,
    accountId,
    gaveSecondFactor,
    limits: await ownLimits(tx, ctx, accountId),
    address: ctx.address,
    userAgent: ctx.userAgent,
    refreshHash: tokens.refreshHash(refresh),
    refreshLifetimeSeconds: tokens.refreshLifetimeSeconds,
  });
  if (!gaveSecondFactor) await recordRequirement(tx, accountId, ctx.services.secondFactor);
  await endReplacedSession(tx, ctx, sessionId);
  const { principals, sessionsAtOnce: most } = ctx.services;
  const ended = await endOldestSessions(tx, accountId, { most, limits: principals.limits });
  for (const subject of ended) ctx.afterCommit(() => principals.forget(subject));
  return {
    access: await tokens.issueAccess({ accountId, sessionId }),
    refresh: storeRefreshToken(ctx, refresh),
  };
}
