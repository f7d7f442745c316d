import { z } from "zod";
import type { ChangeContext, RequestContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { mailLink, mayMailLink, requireFewLinks } from "../one-time-token/mailed-links.ts";
import { takeToken, withdrawTokens } from "../one-time-token/queries.ts";
import type { OpenContext } from "../procedure.ts";
import { replaceEmail } from "./credential-queries.ts";
import { noticeSeconds } from "./password-change.ts";
import { proveByPassword } from "./password-current.ts";
import type { RequestEmailChange } from "./schema.ts";

const purpose = "change_email";

/** The address that is to be changed. */
const Payload = z.object({ from: z.string() });

type Context = RequestContext & ChangeContext & { transaction: OpenContext["transaction"] };

/**
 * Mails a link to the new address. Whether somebody has it already is not looked up: whoever reads its mails is told
 * when they follow the link, and nobody else. Rejects with `INVALID_INPUT` when the password is wrong, and with
 * `RATE_LIMITED`.
 */
export async function requestEmailChange(
  ctx: Context,
  { newEmail, currentPassword }: RequestEmailChange,
): Promise<void> {
  const { id: accountId, name, email } = await proveByPassword(ctx, currentPassword);
  if (newEmail === email) return ctx.noteUnchanged();
  await ctx.transaction(async (tx) => {
    await requireFewLinks(tx, { accountId, purpose });
    if (!(await mayMailLink(tx, { email: newEmail, purpose }))) return;
    await withdrawTokens(tx, { purpose, accountId });
    await mailLink(tx, ctx.services, {
      ...{ purpose, template: "confirmEmailChange", accountId, to: newEmail, name },
      payload: { from: email } satisfies z.output<typeof Payload>,
    });
  });
}

/**
 * Follows such a link; the address before gets a notice. Rejects with `INVALID_LINK`, and with `EMAIL_TAKEN` when
 * another account has the address.
 */
export async function confirmEmailChange(ctx: RequestContext & OpenContext, token: string): Promise<void> {
  const { linkTokens, mailer } = ctx.services;
  await ctx.transaction(async (tx) => {
    const { accountId, email: newEmail, payload } = await takeToken(tx, linkTokens, { token, purpose });
    if (accountId === null || newEmail === null) throw new DomainError("INVALID_LINK");
    ctx.identify(accountId);
    const { from } = Payload.parse(payload);
    const account = await replaceEmail(tx, { id: accountId, email: from }, newEmail);
    if (!account) throw new DomainError("INVALID_LINK");
    await mailer.send(tx, {
      ...{ to: from, template: "emailChanged", data: { name: account.name, newEmail } },
      lifetimeSeconds: noticeSeconds,
    });
  });
}
