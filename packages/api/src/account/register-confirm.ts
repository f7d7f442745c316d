import type { Database } from "@caretype/db";
import type { RequestContext } from "../context.ts";
import { toDomainError } from "../error-map.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { lookAtToken, takeToken } from "../one-time-token/queries.ts";
import type { OpenContext } from "../procedure.ts";
import { createAccount } from "./create-account.ts";
import { type PendingRegistration, pendingIn, registering } from "./pending-registration.ts";
import type { Account, ConfirmRegistration, RegistrationConfirmed } from "./schema.ts";
import { startSession } from "./start-session.ts";

/**
 * Makes the account that a registration has waited for, and signs it in. The link proves the address, the password that
 * whoever follows it is who registered: else a stranger could register with somebody's address, who would make the
 * stranger's account by a click. Rejects with `INVALID_LINK`, `REGISTRATION_CLOSED`, or `INVALID_INPUT` for another
 * password.
 */
export async function confirmRegistration(
  ctx: RequestContext & OpenContext,
  { token, password }: ConfirmRegistration,
): Promise<RegistrationConfirmed> {
  const { linkTokens, passwords, registration } = ctx.services;
  if (registration === "closed") throw new DomainError("REGISTRATION_CLOSED");
  const link = { token, purpose: registering } as const;
  const found = await lookAtToken(ctx.db, linkTokens, link);
  const pending = pendingIn(found);
  if (!(await passwords.verify(password, pending.passwordHash, ctx.address)))
    throw invalidInput({ password: ["Not the password that you have registered with"] });
  return ctx.transaction(async (tx) => {
    const { email } = await takeToken(tx, linkTokens, link);
    if (email === null) throw new DomainError("INVALID_LINK");
    const account = await makeAccount(tx, email, pending);
    return { ...account, tokens: await startSession(tx, ctx, account.id) };
  });
}

async function makeAccount(tx: Database, email: string, pending: PendingRegistration): Promise<Account> {
  const { id, askedUsername, name, passwordHash } = pending;
  try {
    return await createAccount(tx, {
      ...{ id, email, name, passwordHash, emailVerified: true },
      ...(askedUsername !== null && { username: askedUsername, isUsernameWish: true }),
    });
  } catch (error) {
    // Somebody else has proved it first.
    if (toDomainError(error).code === "EMAIL_TAKEN") throw new DomainError("INVALID_LINK");
    throw error;
  }
}
