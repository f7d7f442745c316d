import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { toDomainError } from "@caretype/core/kernel/error/map";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Database } from "@caretype/db";
import type { Account } from "../../account/schema.ts";
import { hashNewPassword } from "../../credential/password/new-password.ts";
import { startSession } from "../../session/start.ts";
import { peekToken, takeToken } from "../../token/queries.ts";
import { createAccount, type OwnerValues } from "./create-account.ts";
import { type PendingRegistration, pendingIn, registering } from "./pending.ts";
import type { ConfirmRegistration, RegistrationConfirmed } from "./schema.ts";

/**
 * Creates the account of a pending registration, and logs it in. Its password is the one given now, by the reader of the
 * email: a stranger who registered with the address does not know it. Rejects with `INVALID_LINK`,
 * `REGISTRATION_CLOSED`, or `INVALID_INPUT` for a weak password.
 */
export async function confirmRegistration(
  ctx: RequestContext & PublicContext,
  { token, password }: ConfirmRegistration,
): Promise<RegistrationConfirmed> {
  const { linkTokens, passwords, registration } = ctx.services;
  if (registration === "closed") throw new DomainError("REGISTRATION_CLOSED");
  const link = { token, purpose: registering } as const;
  const found = await peekToken(ctx.db, linkTokens, link);
  const pending = pendingIn(found);
  const isAsChosen = await passwords.verify(password, pending.passwordHash, ctx.address);
  const passwordHash = isAsChosen
    ? pending.passwordHash
    : await hashNewPassword(passwords, {
        password,
        address: ctx.address,
        names: {
          email: found.email ?? "",
          username: pending.username,
          name: pending.name,
          practices: pending.practiceName === null ? [] : [pending.practiceName],
        },
      });
  return ctx.transaction(async (tx) => {
    const { email } = await takeToken(tx, linkTokens, link);
    if (email === null) throw new DomainError("INVALID_LINK");
    const account = await makeAccount(tx, email, {
      ...pending,
      passwordHash,
      language: ctx.services.language,
    });
    return { ...account, tokens: await startSession(tx, ctx, account.id) };
  });
}

async function makeAccount(
  tx: Database,
  email: string,
  pending: PendingRegistration & Pick<OwnerValues, "language">,
): Promise<Account> {
  const { id, askedUsername, name, practiceName, timeZone, passwordHash, language } = pending;
  try {
    return await createAccount(tx, {
      id,
      email,
      name,
      passwordHash,
      language,
      emailVerified: true,
      ...(practiceName !== null && { practiceName }),
      ...(timeZone !== null && { timeZone }),
      ...(askedUsername !== null && { username: askedUsername, isUsernameWish: true }),
    });
  } catch (error) {
    // Another account has verified the address first.
    if (toDomainError(error).code === "EMAIL_TAKEN") throw new DomainError("INVALID_LINK");
    throw error;
  }
}
