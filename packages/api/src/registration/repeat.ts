import type { Database } from "@caretype/db";
import { findCredentials } from "../account/queries.ts";
import type { LoggedIn, NewAccount } from "../account/schema.ts";
import { toDomainError } from "../error/map.ts";
import type { AccountId } from "../field/ids.ts";
import { logIn } from "../login/log-in.ts";
import type { PublicContext } from "../procedure/body-context.ts";
import type { RequestContext } from "../procedure/context.ts";
import { hashInput } from "../procedure/idempotency/input-hash.ts";
import { findKeptAnswer, type KeyedCall, keepAnswer } from "../procedure/idempotency/queries.ts";

type Registration = Omit<NewAccount, "password"> & { key: string };

/** Of the password there is nothing in it, which a hash as fast as this would give away. */
const callOf = (accountId: AccountId, { key, ...values }: Registration): KeyedCall => ({
  accountId,
  key,
  action: "account.register",
  inputHash: hashInput(values),
});

/** Part of the transaction that makes the account. Its tokens are not kept: a repetition gets others. */
export async function keepRegistration(
  tx: Database,
  accountId: AccountId,
  made: Registration,
): Promise<void> {
  await keepAnswer(tx, callOf(accountId, made), { outcome: "ok", answer: undefined });
}

/**
 * Signs in whom an earlier call with this key has registered, for whoever sends the same fields and the password: as any
 * log-in does it, with its limits and its second factor. Null otherwise, after the same comparison.
 */
export async function logInRegistered(
  ctx: RequestContext & PublicContext,
  registration: Registration,
  password: string,
): Promise<LoggedIn | null> {
  const { email } = registration;
  const found = await findCredentials(ctx.db, { email });
  const kept = found && (await findKeptAnswer(ctx.db, callOf(found.id, registration)));
  if (kept?.isSame !== true) {
    await ctx.services.passwords.verify(password, null, ctx.address);
    return null;
  }
  try {
    return await logIn(ctx, { email, password });
  } catch (error) {
    const { code } = toDomainError(error);
    if (code === "INVALID_CREDENTIALS" || code === "SECOND_FACTOR_REQUIRED") return null;
    throw error;
  }
}
