import { createHash, timingSafeEqual } from "node:crypto";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { SessionId } from "@caretype/core/kernel/field/ids";
import { currentTime } from "@caretype/core/kernel/field/time";
import type { ProtectedContext, PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Database } from "@caretype/db";
import { z } from "zod";
import { findAccount } from "../../account/queries.ts";
import { refuseUnverified } from "../../credential/email/verification.ts";
import { findLiveProof } from "../../session/queries.ts";
import type { LoggedIn } from "../../session/schema.ts";
import { loggedInAs, startSessionWithProof } from "../../session/start.ts";
import { insertChallenge, takeIfGood } from "../../token/queries.ts";
import type { CreateLoginCode, LogInWithCode, LoginCode } from "./schema.ts";

const purpose = "login_code";
/** The browser passes it on immediately. */
const lifetimeSeconds = 60;

/** A code is bound to the program's secret and the session that allowed it. */
const Binding = z.object({ codeChallenge: z.string(), sessionId: SessionId });

type CreateContext = Pick<RequestContext, "services"> & Pick<ProtectedContext, "db" | "scope">;

/** Creates a code that signs in the program with the challenge's secret. */
export async function createLoginCode(
  { db, scope, services }: CreateContext,
  { codeChallenge }: CreateLoginCode,
): Promise<LoginCode> {
  const { accountId, sessionId } = scope;
  const payload = { codeChallenge, sessionId };
  const code = await insertChallenge(db, services.linkTokens, {
    purpose,
    accountId,
    payload,
    lifetimeSeconds,
  });
  return { code, expiresAt: new Date(currentTime() + lifetimeSeconds * 1000).toISOString() };
}

type Context = RequestContext & PublicContext;

/** Exchanges a code for a session, once. Rejects with `INVALID_LOGIN_CODE` for any problem, and consumes the code. */
export const logInWithCode = (ctx: Context, input: LogInWithCode): Promise<LoggedIn> =>
  ctx.transaction((tx) => exchange(tx, ctx, input));

/** Returns a refusal instead of throwing, so that the code stays consumed. */
async function exchange(
  tx: Database,
  ctx: Context,
  { code, codeVerifier }: LogInWithCode,
): Promise<LoggedIn | DomainError> {
  const { services } = ctx;
  const refusal = new DomainError("INVALID_LOGIN_CODE");
  const taken = await takeIfGood(tx, services.linkTokens, { token: code, purpose });
  if (!taken?.accountId) return refusal;
  const { accountId } = taken;
  ctx.audit.identified(accountId);
  const { codeChallenge, sessionId } = Binding.parse(taken.payload);
  if (!isChallengeOf(codeVerifier, codeChallenge)) return refusal;
  // The session that allowed it may have ended since, and with it the account's access.
  const proof = await findLiveProof(tx, { accountId, sessionId }, services.sessionLimits);
  if (!proof) return refusal;
  const user = await findAccount(tx, accountId);
  const unverified = await refuseUnverified(tx, services, user);
  return unverified ?? loggedInAs(user, await startSessionWithProof(tx, ctx, { accountId, proof }));
}

function isChallengeOf(codeVerifier: string, codeChallenge: string): boolean {
  const computed = createHash("sha256").update(codeVerifier).digest();
  const given = Buffer.from(codeChallenge, "base64url");
  return given.length === computed.length && timingSafeEqual(given, computed);
}
