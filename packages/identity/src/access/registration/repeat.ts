import { toDomainError } from "@caretype/core/kernel/error/map";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import { hashInput } from "@caretype/core/kernel/procedure/idempotency/input-hash";
import {
  findKeptAnswer,
  type KeyedCall,
  keepAnswer,
} from "@caretype/core/kernel/procedure/idempotency/queries";
import type { Database } from "@caretype/db";
import { findCredentials } from "../../account/queries.ts";
import type { LoggedIn } from "../../session/schema.ts";
import { logIn } from "../login/log-in.ts";
import type { NewOwner } from "./schema.ts";

type Registration = Omit<NewOwner, "password"> & { key: string };

/** Excludes the password, which this fast hash would expose. */
const callOf = (accountId: AccountId, { key, ...values }: Registration): KeyedCall => ({
  accountId,
  key,
  action: "account.register",
  inputHash: hashInput(values),
});

/** Runs in the transaction that creates the account. Tokens are not stored: a repetition gets new ones. */
export async function keepRegistration(
  tx: Database,
  accountId: AccountId,
  registration: Registration,
): Promise<void> {
  await keepAnswer(tx, callOf(accountId, registration), { outcome: "ok", answer: undefined });
}

/**
 * Signs in an account registered earlier with this key, if fields and password are the same: like any sign-in, with its
 * limits and second factor. Otherwise null, after the same comparison.
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
