import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Database } from "@caretype/db";
import { findAccount } from "../../account/queries.ts";
import { checkPasskey } from "../../credential/passkey/check-passkey.ts";
import {
  type Challenge,
  failChallenge,
  findChallenge,
  lockChallenge,
  useChallenge,
} from "../../credential/second-factor/challenge.ts";
import { methodsOf } from "../../credential/second-factor/queries.ts";
import { type CheckedFactor, checkFactor } from "../../credential/second-factor/verify-factor.ts";
import type { LoggedIn } from "../../session/schema.ts";
import { loggedInAs, startSessionWithSecondFactor } from "../../session/start.ts";
import type { CompleteLogin } from "./schema.ts";

type Context = RequestContext & PublicContext;

/** Without a challenge, the user has to sign in again. */
const startOver = () => new DomainError("INVALID_SECOND_FACTOR");

/**
 * The second step of a sign-in, by the challenge of the first. Rejects with `INVALID_SECOND_FACTOR`, with the challenge
 * while attempts remain.
 */
export async function completeLogin(ctx: Context, input: CompleteLogin): Promise<LoggedIn> {
  const challenge = await findChallenge(ctx.db, ctx.services, input.challenge);
  if (!challenge) throw startOver();
  ctx.audit.identified(challenge.accountId);
  const whose = { accountId: challenge.accountId };
  await ctx.services.loginLimits.admit(ctx.address, { whose, bringsFactor: true });
  // Before locking the challenge, as it is slow. `use` then consumes the factor once.
  const factor = await factorOf(ctx, { challenge, input });
  return ctx.transaction((tx) => decide(tx, ctx, { challenge, input, factor }));
}

type Try = { challenge: Challenge; input: CompleteLogin };

/** Returns a refusal instead of throwing, so that its failure is counted. */
async function decide(
  tx: Database,
  ctx: Context,
  { challenge, input, factor }: Try & { factor: CheckedFactor | null },
): Promise<LoggedIn | DomainError> {
  const { services, address } = ctx;
  const { accountId } = challenge;
  const by = { whose: { accountId }, address };
  await services.loginLimits.hold(tx, by);
  if (!(await lockChallenge(tx, challenge))) return startOver();
  const isRight = await services.loginLimits.judge(tx, {
    ...by,
    of: "code",
    found: factor ? "complete" : "wrong",
    secondFactor: factor?.isGuessable === false,
  });
  const user = await findAccount(tx, accountId);
  if (!isRight || !factor || !user.isActive || !(await factor.use(tx))) {
    if (!(await failChallenge(tx, challenge))) return startOver();
    const secondFactor = { challenge: input.challenge, methods: await methodsOf(tx, accountId) };
    return new DomainError("INVALID_SECOND_FACTOR", { secondFactor });
  }
  await useChallenge(tx, challenge);
  return loggedInAs(user, await startSessionWithSecondFactor(tx, ctx, accountId));
}

async function factorOf(
  { db, services }: Context,
  { challenge: { accountId }, input }: Try,
): Promise<CheckedFactor | null> {
  const { passkey: response, challenge, ...typed } = input;
  if (response === undefined) return checkFactor(db, services, { accountId, ...typed });
  return checkPasskey(db, services, { accountId, challenge, response });
}
