import type { AccountId, SessionId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Account } from "../account/schema.ts";
import { endReplacedSession } from "./end-replaced.ts";
import { noteOwnDialect } from "./own-dialect.ts";
import { ownLimits } from "./own-limits.ts";
import { endOldestSessions, insertSession, type SessionProof } from "./queries.ts";
import { storeRefreshToken } from "./refresh-token-store.ts";
import { recordRequirement } from "./requirement.ts";
import type { LoggedIn, TokenPair } from "./schema.ts";

type StartContext = RequestContext & Pick<PublicContext, "audit" | "afterCommit">;

const now = sql<string>`now()`;

/** Starts a session with its first pair of tokens. */
export const startSession = (tx: Database, ctx: StartContext, accountId: AccountId): Promise<TokenPair> =>
  startSessionWithProof(tx, ctx, { accountId, proof: { authenticatedAt: now, secondFactorAt: null } });

/** The same after a second factor was given. */
export const startSessionWithSecondFactor = (
  tx: Database,
  ctx: StartContext,
  accountId: AccountId,
): Promise<TokenPair> =>
  startSessionWithProof(tx, ctx, { accountId, proof: { authenticatedAt: now, secondFactorAt: now } });

/**
 * The same with the proof of the session that has allowed this one. A chain of sessions therefore never makes an
 * authentication more recent than it is.
 */
export async function startSessionWithProof(
  tx: Database,
  ctx: StartContext,
  { accountId, proof }: { accountId: AccountId; proof: SessionProof },
): Promise<TokenPair> {
  const { tokens } = ctx.services;
  const sessionId = newId<SessionId>();
  ctx.audit.identified(accountId, sessionId);
  await noteOwnDialect(tx, ctx, accountId);
  const refresh = tokens.newRefresh();
  await insertSession(tx, {
    id: sessionId,
    accountId,
    proof,
    limits: await ownLimits(tx, ctx, accountId),
    address: ctx.address,
    userAgent: ctx.userAgent,
    refreshHash: tokens.refreshHash(refresh),
    refreshLifetimeSeconds: tokens.refreshLifetimeSeconds,
  });
  if (proof.secondFactorAt === null) await recordRequirement(tx, accountId, ctx.services.secondFactor);
  await endReplacedSession(tx, ctx, sessionId);
  const { sessionLimits: limits, sessionsAtOnce: most } = ctx.services;
  await endOldestSessions(tx, accountId, { most, limits });
  return {
    access: await tokens.issueAccess({ accountId, sessionId }),
    refresh: storeRefreshToken(ctx, refresh),
  };
}

/** The answer of a sign-in. */
export const loggedInAs = (user: Account, tokens: TokenPair): LoggedIn => ({ user, ...tokens, tokens });
