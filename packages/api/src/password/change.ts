import type { Database } from "@caretype/db";
import { hashNewPassword } from "../account/create-account.ts";
import { replacePassword } from "../account/credential-queries.ts";
import { ownNamesOf } from "../account/own-names.ts";
import type { ChangePassword } from "../account/schema.ts";
import { invalidInput } from "../error/domain-error.ts";
import type { AccountId } from "../field/ids.ts";
import { noteProof } from "../login/proof-queries.ts";
import { withdrawTokens } from "../one-time-token/queries.ts";
import type { PublicContext } from "../procedure/body-context.ts";
import type { RequestContext } from "../procedure/context.ts";
import type { Scope } from "../procedure/scope.ts";
import { endOtherSessions } from "../session/queries.ts";
import { proveByPassword } from "./current.ts";

/** How long it is of use to hear that something was done. */
export const noticeSeconds = 3 * 86_400;

type Context = RequestContext & {
  db: Database;
  scope: Scope;
  transaction: PublicContext["transaction"];
  afterCommit: (act: () => void) => void;
};

/**
 * Ends all sessions but the caller's, which counts as one that has just begun. Rejects with `INVALID_INPUT` when the
 * current password is wrong, or is another one by now.
 */
export async function changePassword(
  ctx: Context,
  { currentPassword, newPassword }: ChangePassword,
): Promise<void> {
  const { mailer, passwords, principals } = ctx.services;
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
    await withdrawPasswordTokens(tx, accountId);
    if (!(await replacePassword(tx, { id, from, to })))
      throw invalidInput({ currentPassword: ["It has been changed just now"] });
    await endOtherSessions(tx, { accountId, sessionId });
    await noteProof(tx, { accountId, sessionId, by: { password: true } });
    await mailer.send(tx, {
      to: email,
      template: "passwordChanged",
      data: { name },
      lifetimeSeconds: noticeSeconds,
    });
  });
  ctx.afterCommit(() => principals.forget({ account: accountId }));
}

/**
 * Links and log-ins under way that the password before stands behind, such as a change of the address that a thief has
 * asked for. Before the account is held: see `takeToken`.
 */
export const withdrawPasswordTokens = (tx: Database, accountId: AccountId): Promise<void> =>
  withdrawTokens(tx, {
    purpose: ["second_factor", "reset_password", "change_email", "passkey_registration"],
    accountId,
  });
