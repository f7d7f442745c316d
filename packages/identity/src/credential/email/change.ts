import { createHash } from "node:crypto";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { ChangeContext, PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import { z } from "zod";
import { findCredentialsById, replaceEmail } from "../../account/credential-queries.ts";
import { lockAccount } from "../../account/queries.ts";
import type { RequestEmailChange } from "../../account/schema.ts";
import { isLinkAllowed, mailLink, requireLinkLimit } from "../../token/mailed-links.ts";
import { revokeTokens, takeToken } from "../../token/queries.ts";
import { noticeSeconds, proveByPassword } from "../password/change.ts";

const purpose = "change_email";

/** The old address, and a tag of the password at the time of the request: after a change, the requester may be a thief. */
const Payload = z.object({ from: z.string(), password: z.string() });

/** Reveals neither the hash nor the password. */
const tagOf = (passwordHash: string) => createHash("sha256").update(passwordHash).digest("base64url");

type Context = RequestContext & ChangeContext & { transaction: PublicContext["transaction"] };

/**
 * Sends a link to the new address. Does not check whether the address is taken: only the reader of the email learns
 * that. Rejects with `INVALID_INPUT` for a wrong password, and with `RATE_LIMITED`.
 */
export async function requestEmailChange(
  ctx: Context,
  { newEmail, currentPassword }: RequestEmailChange,
): Promise<void> {
  const { id: accountId, name, email, passwordHash } = await proveByPassword(ctx, currentPassword);
  if (newEmail === email) return ctx.audit.unchanged();
  await ctx.transaction(async (tx) => {
    await lockAccount(tx, accountId);
    await requireLinkLimit(tx, { accountId, purpose });
    if (!(await isLinkAllowed(tx, { email: newEmail, purpose }))) return;
    await revokeTokens(tx, { purpose, accountId });
    await mailLink(tx, ctx.services, {
      purpose,
      template: "confirmEmailChange",
      accountId,
      to: newEmail,
      name,
      payload: { from: email, password: tagOf(passwordHash) } satisfies z.output<typeof Payload>,
    });
  });
}

/**
 * Follows such a link, and notifies the old address. Rejects with `INVALID_LINK`, and with `EMAIL_TAKEN` if another
 * account has the address.
 */
export async function confirmEmailChange(ctx: RequestContext & PublicContext, token: string): Promise<void> {
  const { linkTokens, mailer } = ctx.services;
  await ctx.transaction(async (tx) => {
    const { accountId, email: newEmail, payload } = await takeToken(tx, linkTokens, { token, purpose });
    if (accountId === null || newEmail === null) throw new DomainError("INVALID_LINK");
    ctx.audit.identified(accountId);
    const { from, password } = Payload.parse(payload);
    const { passwordHash = "" } = (await findCredentialsById(tx, accountId)) ?? {};
    if (tagOf(passwordHash) !== password) throw new DomainError("INVALID_LINK");
    const account = await replaceEmail(tx, { id: accountId, email: from, passwordHash }, newEmail);
    if (!account) throw new DomainError("INVALID_LINK");
    await mailer.send(tx, {
      to: from,
      template: "emailChanged",
      data: { name: account.name, newEmail },
      lifetimeSeconds: noticeSeconds,
    });
  });
}
