import { DomainError, type SecondFactorMethod } from "@caretype/core/kernel/error/domain-error";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Database } from "@caretype/db";
import { isStillPassword } from "../../account/credential-queries.ts";
import { findCredentials } from "../../account/queries.ts";
import type { Account } from "../../account/schema.ts";
import { refuseUnverified } from "../../credential/email/verification.ts";
import { nobody } from "../../credential/login-limits.ts";
import { rehashIfOutdated } from "../../credential/password/rehash.ts";
import { challengeFor } from "../../credential/second-factor/challenge.ts";
import { methodsOf } from "../../credential/second-factor/queries.ts";
import { checkFactor } from "../../credential/second-factor/verify-factor.ts";
import type { LoggedIn } from "../../session/schema.ts";
import { loggedInAs, startSession, startSessionWithSecondFactor } from "../../session/start.ts";
import type { LogIn } from "./schema.ts";

type Context = RequestContext & PublicContext;
type KnownAccount = Account & { passwordHash: string };

/** The claimed account, and what is known before the transaction. */
type Claim = {
  input: LogIn;
  /** Null if the sign-in is refused, for any reason. */
  account: KnownAccount | null;
  whose: { accountId: AccountId } | { name: string };
  methods: SecondFactorMethod[];
};

/**
 * Unknown, wrong, locked and deactivated accounts cannot be distinguished: each takes the same statements and one
 * password comparison. Then one transaction records the failure and its audit entry.
 */
export async function logIn(ctx: Context, input: LogIn): Promise<LoggedIn> {
  const { loginLimits, passwords } = ctx.services;
  const found = await findCredentials(ctx.db, input);
  if (found) ctx.audit.identified(found.id);
  const whose = found ? { accountId: found.id } : { name: input.email ?? input.username ?? "" };
  const bringsFactor = input.code !== undefined || input.recoveryCode !== undefined;
  await loginLimits.admit(ctx.address, { whose, bringsFactor });
  const methods = await methodsOf(ctx.db, found?.id ?? nobody);
  const matches = await passwords.verify(input.password, found?.passwordHash ?? null, ctx.address);
  const account = found?.isActive && matches ? found : null;
  const claim = { input, account, whose, methods };
  const loggedIn = await ctx.transaction((tx) => decide(tx, ctx, claim)).catch(unlessChanged);
  // The account has changed meanwhile: start over with its current state.
  return loggedIn ?? logIn(ctx, input);
}

/** The password, its hash or the second factors changed between comparison and transaction. */
class AccountChanged extends Error {}

function unlessChanged(error: unknown): null {
  if (error instanceof AccountChanged) return null;
  throw error;
}

/** Returns a refusal instead of throwing, so that its failure is counted. */
async function decide(tx: Database, ctx: Context, claim: Claim): Promise<LoggedIn | DomainError> {
  const { account, methods, whose } = claim;
  const { loginLimits } = ctx.services;
  const guess = { whose, address: ctx.address, of: "password" } as const;
  if (!account) {
    await loginLimits.judge(tx, { ...guess, found: "wrong" });
    return new DomainError("INVALID_CREDENTIALS");
  }
  const factor = await proveFactor(tx, ctx, { ...claim, account });
  const found = methods.length === 0 || factor === "right" ? "complete" : "right";
  const isRight = await loginLimits.judge(tx, { ...guess, found, secondFactor: factor === "right" });
  if (!isRight) return new DomainError("INVALID_CREDENTIALS");
  // Locks the account, which an email with a link requires.
  if (!(await isStillPassword(tx, account))) throw new AccountChanged();
  rehashIfOutdated(ctx.services, account, claim.input.password);
  const unverified = await refuseUnverified(tx, ctx.services, account);
  if (unverified) return unverified;
  // A factor set up meanwhile has ended all earlier sessions, so this one must not start. The account is locked here.
  if (methods.length === 0 && (await methodsOf(tx, account.id)).length > 0) throw new AccountChanged();
  if (factor === "wrong") return new DomainError("INVALID_SECOND_FACTOR");
  if (found === "right") {
    const secondFactor = await challengeFor(tx, ctx.services, { accountId: account.id, methods });
    return new DomainError("SECOND_FACTOR_REQUIRED", { secondFactor });
  }
  const start = factor === "right" ? startSessionWithSecondFactor : startSession;
  return loggedInAs(account, await start(tx, ctx, account.id));
}

/** Checks the second factor sent with the sign-in, if the account has one. */
async function proveFactor(
  tx: Database,
  { services, address }: Context,
  { account, methods, input: { code, recoveryCode } }: Claim & { account: Account },
): Promise<"missing" | "wrong" | "right"> {
  if (methods.length === 0 || (code === undefined && recoveryCode === undefined)) return "missing";
  const whose = { accountId: account.id };
  const factor = await checkFactor(tx, services, { ...whose, code, recoveryCode });
  const isRight = await services.loginLimits.judge(tx, {
    whose,
    address,
    of: "code",
    found: factor ? "right" : "wrong",
    secondFactor: factor?.isGuessable === false,
  });
  // Consumed only now: lock the account before its factors, as when completing a sign-in.
  return isRight && (await factor?.use(tx)) ? "right" : "wrong";
}
