import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Database } from "@caretype/db";
import { findAccount } from "../../account/queries.ts";
import type { LoggedIn } from "../../session/schema.ts";
import { loggedInAs, startSessionWithSecondFactor } from "../../session/start.ts";
import { refuseUnverified } from "../email/verification.ts";
import {
  type CheckedAnswer,
  checkAnswer,
  type PasskeyAnswer,
  takeLogInChallenge,
  usePasskey,
} from "./check-passkey.ts";
import { userHandleOf } from "./relying-party.ts";

type Context = RequestContext & PublicContext;

/**
 * Signs in by a passkey that has verified its user, which counts as both factors. Rejects with `INVALID_CREDENTIALS` for
 * any problem, and consumes the challenge in any case.
 */
export async function logInWithPasskey(ctx: Context, answer: PasskeyAnswer): Promise<LoggedIn> {
  await ctx.services.loginLimits.admit(ctx.address);
  const checked = await checkAnswer(ctx.db, ctx.services, answer);
  if (checked.credential) ctx.audit.identified(checked.credential.accountId);
  return ctx.transaction((tx) => decide(tx, ctx, { ...answer, ...checked }));
}

/** Returns a refusal instead of throwing, so that its failure is counted. */
async function decide(
  tx: Database,
  ctx: Context,
  { challenge, response, credential, assertion }: PasskeyAnswer & CheckedAnswer,
): Promise<LoggedIn | DomainError> {
  const { services, address } = ctx;
  const isGood = await takeLogInChallenge(tx, services, { challenge, accountId: null });
  const isTheirs = credential !== null && response.response.userHandle === userHandleOf(credential.accountId);
  const isRight = isGood && isTheirs && assertion !== null && credential.isActive;
  await services.loginLimits.judge(tx, {
    // Counted for the address only, as a passkey cannot be guessed.
    ...(isRight
      ? { whose: { accountId: credential.accountId }, found: "complete" }
      : { whose: { name: response.id }, found: "wrong" }),
    address,
    of: "code",
    secondFactor: true,
  });
  if (!isRight || !(await usePasskey(tx, services, { credential, assertion })))
    return new DomainError("INVALID_CREDENTIALS");
  const user = await findAccount(tx, credential.accountId);
  const unverified = await refuseUnverified(tx, services, user);
  return unverified ?? loggedInAs(user, await startSessionWithSecondFactor(tx, ctx, user.id));
}
