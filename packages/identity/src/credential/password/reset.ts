import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import { findRecipient, resetPassword as setPassword } from "../../account/credential-queries.ts";
import { findAccount, lockAccount } from "../../account/queries.ts";
import type { ResetPassword } from "../../account/schema.ts";
import { withdrawInvitationsOf } from "../../practice/invitation/queries.ts";
import { endAllSessions } from "../../session/queries.ts";
import { isLinkAllowed, mailLink } from "../../token/mailed-links.ts";
import { peekToken, revokeTokens, takeToken } from "../../token/queries.ts";
import { nobody } from "../login-limits.ts";
import { announceFactorChange, removeSecondFactors } from "../second-factor/change-factors.ts";
import { noticeSeconds, revokePasswordTokens } from "./change.ts";
import { hashNewPassword, ownNamesOf } from "./new-password.ts";

type Context = RequestContext & PublicContext;

const purpose = "reset_password";

/**
 * Runs the same statements for an unknown or unusable account, with a token of no account and an email that is never
 * sent.
 */
export async function requestPasswordReset(ctx: Context, email: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const found = await findRecipient(tx, email);
    if (found) ctx.audit.identified(found.id);
    const recipient = found?.isActive && found.isPerson ? found : null;
    const accountId = recipient?.id ?? nobody;
    await lockAccount(tx, accountId);
    if (!(await isLinkAllowed(tx, { email, purpose }))) return;
    await revokeTokens(tx, { purpose, accountId });
    await mailLink(tx, ctx.services, {
      purpose,
      template: "resetPassword",
      accountId: recipient?.id ?? null,
      to: recipient?.email ?? email,
      name: recipient?.name ?? email,
      isSent: recipient !== null,
    });
  });
}

/**
 * Follows such a link: ends all sessions, clears failed sign-ins, and verifies the address. Keeps a second factor, unless
 * the address was never verified: then a stranger may have set it up. Rejects with `INVALID_LINK`, and with
 * `INVALID_INPUT` for a weak password.
 */
export async function resetPassword(ctx: Context, { token, password }: ResetPassword): Promise<void> {
  const { linkTokens, loginLimits, mailer, passwords } = ctx.services;
  const { accountId, email } = await peekToken(ctx.db, linkTokens, { token, purpose });
  if (accountId === null || email === null) throw new DomainError("INVALID_LINK");
  ctx.audit.identified(accountId);
  const account = await findAccount(ctx.db, accountId);
  // Before the password is hashed, so that all invalid links take the same time.
  if (!account.isActive || account.email.toLowerCase() !== email.toLowerCase())
    throw new DomainError("INVALID_LINK");
  const names = await ownNamesOf(ctx.db, account);
  const passwordHash = await hashNewPassword(passwords, { password, names, address: ctx.address });
  await ctx.transaction(async (tx) => {
    // Locks before the token does, as in `lockAccount`.
    await loginLimits.exemptOwner(tx, { accountId, address: ctx.address });
    await takeToken(tx, linkTokens, { token, purpose });
    await revokePasswordTokens(tx, accountId);
    if (!account.emailVerified && (await removeSecondFactors(tx, accountId)))
      await announceFactorChange(tx, ctx.services, {
        accountId,
        change: "removed",
        method: "all, by your password reset",
      });
    const changed = await setPassword(tx, { id: accountId, email }, passwordHash);
    if (!changed) throw new DomainError("INVALID_LINK");
    await endAllSessions(tx, accountId);
    await withdrawInvitationsOf(tx, accountId);
    await mailer.send(tx, {
      to: changed.email,
      template: "passwordChanged",
      data: { name: changed.name },
      lifetimeSeconds: noticeSeconds,
    });
  });
}
