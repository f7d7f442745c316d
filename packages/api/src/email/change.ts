import { createHash } from "node:crypto";
import { z } from "zod";
import { findCredentialsById, replaceEmail } from "../account/credential-queries.ts";
import type { RequestEmailChange } from "../account/schema.ts";
import { DomainError } from "../error/domain-error.ts";
import { mailLink, mayMailLink, requireFewLinks } from "../one-time-token/mailed-links.ts";
import { takeToken, withdrawTokens } from "../one-time-token/queries.ts";
import { noticeSeconds } from "../password/change.ts";
import { proveByPassword } from "../password/current.ts";
import type { ChangeContext, PublicContext } from "../procedure/body-context.ts";
import type { RequestContext } from "../procedure/context.ts";

const purpose = "change_email";

/**
 * The address that is to be changed, and which password stands behind that: once it is another one, so may be whoever
 * asked.
 */
const Payload = z.object({ from: z.string(), password: z.string() });

/** Says nothing of the hash, and less of the password. */
const tagOf = (passwordHash: string) => createHash("sha256").update(passwordHash).digest("base64url");

type Context = RequestContext & ChangeContext & { transaction: PublicContext["transaction"] };

/**
 * Mails a link to the new address. Whether somebody has it already is not looked up: whoever reads its mails is told
 * when they follow the link, and nobody else. Rejects with `INVALID_INPUT` when the password is wrong, and with
 * `RATE_LIMITED`.
 */
export async function requestEmailChange(
  ctx: Context,
  { newEmail, currentPassword }: RequestEmailChange,
): Promise<void> {
  const { id: accountId, name, email, passwordHash } = await proveByPassword(ctx, currentPassword);
  if (newEmail === email) return ctx.audit.unchanged();
  await ctx.transaction(async (tx) => {
    await requireFewLinks(tx, { accountId, purpose });
    if (!(await mayMailLink(tx, { email: newEmail, purpose }))) return;
    await withdrawTokens(tx, { purpose, accountId });
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
 * Follows such a link; the address before gets a notice. Rejects with `INVALID_LINK`, and with `EMAIL_TAKEN` when
 * another account has the address.
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
