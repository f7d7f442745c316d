import type { RequestContext } from "../context.ts";
import { toDomainError } from "../error-map.ts";
import type { OpenContext } from "../procedure.ts";
import { createAccount } from "./create-account.ts";
import { findRegistered, keepRegistration } from "./register-again.ts";
import type { Account, NewAccount, TokenPair } from "./schema.ts";
import { startSession } from "./start-session.ts";

type Context = RequestContext & OpenContext;
type SignedIn = Account & { tokens: TokenPair };

/**
 * Makes an account and signs it in. With a key, who has registered before and did not get the answer is signed in,
 * too. Rejects with `EMAIL_TAKEN` or `USERNAME_TAKEN`.
 */
export async function register(
  ctx: Context,
  { password, ...values }: NewAccount,
  passwordHash: string,
): Promise<SignedIn> {
  const key = ctx.idempotencyKey;
  try {
    return await ctx.transaction(async (tx) => {
      const account = await createAccount(tx, { ...values, passwordHash });
      ctx.identify(account.id);
      if (key !== null) await keepRegistration(tx, account.id, { ...values, key });
      return { ...account, tokens: await startSession(tx, ctx, account.id) };
    });
  } catch (error) {
    if (key === null || toDomainError(error).code !== "EMAIL_TAKEN") throw error;
    const before = await findRegistered(ctx, { ...values, key }, password);
    if (!before) throw error;
    ctx.noteReplay();
    return ctx.transaction(async (tx) => ({ ...before, tokens: await startSession(tx, ctx, before.id) }));
  }
}
