import type { Database } from "@caretype/db";
import type { RequestContext } from "../context.ts";
import { hashInput } from "../idempotency/input-hash.ts";
import { findKeptAnswer, type KeyedCall, keepAnswer } from "../idempotency/queries.ts";
import type { OpenContext } from "../procedure.ts";
import { findCredentials } from "./queries.ts";
import type { Account, NewAccount } from "./schema.ts";

type Registration = Omit<NewAccount, "password"> & { key: string };

/** Of the password there is nothing in it, which a hash as fast as this would give away. */
const callOf = (accountId: string, { key, ...values }: Registration): KeyedCall => ({
  accountId,
  key,
  action: "account.register",
  inputHash: hashInput(values),
});

/** Part of the transaction that makes the account. Its tokens are not kept: a repetition gets others. */
export async function keepRegistration(tx: Database, accountId: string, made: Registration): Promise<void> {
  await keepAnswer(tx, callOf(accountId, made), { outcome: "ok", answer: undefined });
}

/**
 * The account that an earlier call with this key has made, for whoever sends the same fields and knows its password,
 * as in a log-in; null otherwise, after the same time.
 */
export async function findRegistered(
  ctx: RequestContext & Pick<OpenContext, "db">,
  registration: Registration,
  password: string,
): Promise<Account | null> {
  const found = await findCredentials(ctx.db, { email: registration.email });
  const kept = found && (await findKeptAnswer(ctx.db, callOf(found.id, registration)));
  const isSame = kept?.isSame === true && found?.isActive === true;
  const matches = await ctx.services.passwords.verify(
    password,
    isSame ? found.passwordHash : null,
    ctx.address,
  );
  return matches ? found : null;
}
