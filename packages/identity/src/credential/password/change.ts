import { DomainError, invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import { elapsedTime } from "@caretype/core/kernel/field/time";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Database } from "@caretype/db";
import { findCredentialsById, replacePassword } from "../../account/credential-queries.ts";
import { lockAccount } from "../../account/queries.ts";
import type { Account, ChangePassword } from "../../account/schema.ts";
import { recordProof } from "../../session/proof-queries.ts";
import { endOtherSessions } from "../../session/queries.ts";
import { revokeTokens } from "../../token/queries.ts";
import { methodsOf } from "../second-factor/queries.ts";
import { hashNewPassword, ownNamesOf } from "./new-password.ts";

/** Lifetime of a notice: after this, it is not sent. */
export const noticeSeconds = 3 * 86_400;

type Context = RequestContext & Pick<PublicContext, "db" | "transaction"> & { scope: Scope };

/**
 * Changes the password, ends all other sessions, and counts as recent authentication. Rejects with `INVALID_INPUT` if
 * the current password is wrong or has changed meanwhile.
 */
export async function changePassword(
  ctx: Context,
  { currentPassword, newPassword }: ChangePassword,
): Promise<void> {
  const { mailer, passwords } = ctx.services;
  const { accountId, sessionId } = ctx.scope;
  const account = await proveByPassword(ctx, currentPassword);
  const to = await hashNewPassword(passwords, {
    password: newPassword,
    names: await ownNamesOf(ctx.db, account),
    field: "newPassword",
    address: ctx.address,
  });
  const { id, name, email, passwordHash: from } = account;
  await ctx.transaction(async (tx) => {
    await lockAccount(tx, accountId);
    await revokePasswordTokens(tx, accountId);
    if (!(await replacePassword(tx, { id, from, to })))
      throw invalidInput({ currentPassword: ["It has just been changed"] });
    await endOtherSessions(tx, { accountId, sessionId });
    await recordProof(tx, { accountId, sessionId, by: { password: true } });
    await mailer.send(tx, {
      to: email,
      template: "passwordChanged",
      data: { name },
      lifetimeSeconds: noticeSeconds,
    });
  });
}

/**
 * Invalidates links and sign-ins in progress that rely on the old password, such as an address change that a thief has
 * requested. Requires the account's lock.
 */
export const revokePasswordTokens = (tx: Database, accountId: AccountId): Promise<void> =>
  revokeTokens(tx, {
    purpose: ["second_factor", "reset_password", "change_email", "passkey_registration", "login_code"],
    accountId,
  });

/**
 * Verifies the caller's password, and returns the account. Wrong ones count as failed sign-ins, so that a stolen session
 * cannot guess. If the account has a second factor, recent authentication is required. Rejects with `INVALID_INPUT`,
 * `REAUTHENTICATION_REQUIRED`, and with `RATE_LIMITED` while the address is delayed.
 */
export async function proveByPassword(
  ctx: RequestContext & { db: Parameters<typeof findCredentialsById>[0]; scope: Scope },
  password: string,
): Promise<Account & { passwordHash: string }> {
  const { loginLimits, passwords } = ctx.services;
  const { accountId, freshUntil } = ctx.scope;
  const isFresh = elapsedTime() <= freshUntil;
  if (!isFresh && (await methodsOf(ctx.db, accountId)).length > 0)
    throw new DomainError("REAUTHENTICATION_REQUIRED");
  const found = await findCredentialsById(ctx.db, accountId);
  if (!found) throw new DomainError("UNAUTHENTICATED");
  const guess = { whose: { accountId }, address: ctx.address, of: "password" } as const;
  const isRight = await loginLimits.attempt(guess, () =>
    passwords.verify(password, found.passwordHash, ctx.address),
  );
  if (!isRight) throw invalidInput({ currentPassword: ["Not your password"] });
  return found;
}
