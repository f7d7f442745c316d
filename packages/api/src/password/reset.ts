import { hashNewPassword } from "../account/create-account.ts";
import { findRecipient, resetPassword as setPassword } from "../account/credential-queries.ts";
import { ownNamesOf } from "../account/own-names.ts";
import { findAccount } from "../account/queries.ts";
import type { ResetPassword } from "../account/schema.ts";
import { DomainError } from "../error/domain-error.ts";
import { withdrawInvitationsOf } from "../invitation/queries.ts";
import { nobody } from "../login/limits.ts";
import { mailLink, mayMailLink } from "../one-time-token/mailed-links.ts";
import { lookAtToken, takeToken, withdrawTokens } from "../one-time-token/queries.ts";
import type { PublicContext } from "../procedure/body-context.ts";
import type { RequestContext } from "../procedure/context.ts";
import { removeSecondFactors, tellOfChange } from "../second-factor/change-factors.ts";
import { endAllSessions } from "../session/queries.ts";
import { noticeSeconds, withdrawPasswordTokens } from "./change.ts";

type Context = RequestContext & PublicContext;

const purpose = "reset_password";

/**
 * The same statements are made for an address that nobody has, or whose account cannot be used: with a token that is
 * nobody's, and a mail that is not sent.
 */
export async function requestPasswordReset(ctx: Context, email: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const found = await findRecipient(tx, email);
    if (found) ctx.audit.identified(found.id);
    const recipient = found?.isActive && found.isPerson ? found : null;
    if (!(await mayMailLink(tx, { email, purpose }))) return;
    await withdrawTokens(tx, { purpose, accountId: recipient?.id ?? nobody });
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
 * Follows such a link: all sessions end, failed log-ins are forgotten, and the address is verified. A second factor
 * stays as it is, unless nobody had verified the address: whoever set it up need not be who reads its mails. Rejects
 * with `INVALID_LINK`, and with `INVALID_INPUT` for a password that is too easy.
 */
export async function resetPassword(ctx: Context, { token, password }: ResetPassword): Promise<void> {
  const { linkTokens, loginLimits, mailer, passwords, principals } = ctx.services;
  const { accountId, email } = await lookAtToken(ctx.db, linkTokens, { token, purpose });
  if (accountId === null || email === null) throw new DomainError("INVALID_LINK");
  ctx.audit.identified(accountId);
  const account = await findAccount(ctx.db, accountId);
  // Before a password is hashed for it, so that one answer takes one time.
  if (!account.isActive || account.email.toLowerCase() !== email.toLowerCase())
    throw new DomainError("INVALID_LINK");
  const names = await ownNamesOf(ctx.db, account);
  const passwordHash = await hashNewPassword(passwords, { password, names, address: ctx.address });
  await ctx.transaction(async (tx) => {
    await takeToken(tx, linkTokens, { token, purpose });
    await withdrawPasswordTokens(tx, accountId);
    await loginLimits.letIn(tx, { accountId, address: ctx.address });
    if (!account.emailVerified && (await removeSecondFactors(tx, accountId)))
      await tellOfChange(tx, ctx.services, {
        accountId,
        change: "removed",
        method: "all of them, by the reset of your password",
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
  principals.forget({ account: accountId });
}
