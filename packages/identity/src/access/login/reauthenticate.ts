import { DomainError, invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Database } from "@caretype/db";
import { findCredentialsById } from "../../account/credential-queries.ts";
import { checkReauthentication } from "../../credential/passkey/check-passkey.ts";
import { methodsOf } from "../../credential/second-factor/queries.ts";
import { type CheckedFactor, checkFactor } from "../../credential/second-factor/verify-factor.ts";
import { freshSeconds } from "../../session/principal/queries.ts";
import { recordProof } from "../../session/proof-queries.ts";
import { announce } from "../../session/queries.ts";
import type { Reauthenticate, Reauthenticated } from "./schema.ts";

type Context = RequestContext & Pick<PublicContext, "db" | "transaction"> & { scope: Scope };

/** The input with the account's requirement: a second factor if it has one, otherwise the password. */
type Proof = { input: Reauthenticate; isPasswordRight: boolean | null; needsFactor: boolean };

/**
 * Re-authenticates the caller of a session. Proofs sent in addition must be correct, too. Rejects with
 * `INVALID_INPUT` if the required proof is missing, `INVALID_CREDENTIALS` and `INVALID_SECOND_FACTOR`.
 */
export async function reauthenticate(ctx: Context, input: Reauthenticate): Promise<Reauthenticated> {
  const { accountId } = ctx.scope;
  const needsFactor = (await methodsOf(ctx.db, accountId)).length > 0;
  requireProof(input, needsFactor);
  await ctx.services.loginLimits.admit(ctx.address);
  const proof = { input, needsFactor, isPasswordRight: await comparePassword(ctx, input.password) };
  return ctx.transaction((tx) => decide(tx, ctx, proof));
}

function requireProof({ password, code, recoveryCode, passkey }: Reauthenticate, needsFactor: boolean): void {
  if (needsFactor && (code ?? recoveryCode ?? passkey) === undefined) {
    throw invalidInput({
      code: ["The account has a second factor: send a code, a recovery code or a passkey"],
    });
  }
  if (!needsFactor && password === undefined) throw invalidInput({ password: ["Required"] });
}

async function comparePassword({ db, scope, services, address }: Context, password: string | undefined) {
  if (password === undefined) return null;
  const found = await findCredentialsById(db, scope.accountId);
  return services.passwords.verify(password, found?.passwordHash ?? null, address);
}

/** Returns a refusal instead of throwing, so that its failure is counted. */
async function decide(
  tx: Database,
  ctx: Context,
  { input, needsFactor, isPasswordRight }: Proof,
): Promise<Reauthenticated | DomainError> {
  const { services, address, scope } = ctx;
  const whose = { accountId: scope.accountId };
  const guess = { whose, address };
  const factor = needsFactor ? await factorOf(tx, ctx, input) : null;
  if (isPasswordRight !== null) {
    const found = !isPasswordRight ? "wrong" : needsFactor ? "right" : "complete";
    const secondFactor = factor !== null;
    const isRight = await services.loginLimits.judge(tx, { ...guess, of: "password", found, secondFactor });
    if (!isRight) return new DomainError("INVALID_CREDENTIALS");
  }
  if (needsFactor) {
    const found = factor ? "complete" : "wrong";
    const secondFactor = factor?.isGuessable === false;
    const isRight = await services.loginLimits.judge(tx, { ...guess, of: "code", found, secondFactor });
    if (!isRight || !(await factor?.use(tx))) return new DomainError("INVALID_SECOND_FACTOR");
  }
  const by = { password: isPasswordRight === true, secondFactor: needsFactor };
  const provedAt = await recordProof(tx, { ...scope, by });
  await announce(tx, { session: scope.sessionId });
  return { freshUntil: new Date(Date.parse(provedAt) + freshSeconds * 1000).toISOString() };
}

async function factorOf(
  tx: Database,
  { services, scope: { accountId } }: Context,
  { passkey, ...typed }: Reauthenticate,
): Promise<CheckedFactor | null> {
  if (passkey === undefined) return checkFactor(tx, services, { accountId, ...typed });
  return checkReauthentication(tx, services, { accountId, ...passkey });
}
