import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import { limiterOver } from "@caretype/core/kernel/procedure/rate-limit/in-database";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database } from "@caretype/db";
import { account } from "@caretype/db/schema";
import { and, eq } from "drizzle-orm";
import { insertLink, peekToken, takeToken } from "../../token/queries.ts";

const mailedAtMostEverySeconds = 3_600;

/**
 * Emails a link that lifts the delay to the owner of an account whose sign-ins are delayed. At most once an hour.
 */
export async function mailUnlock(
  tx: Database,
  { mailer, linkTokens }: Pick<Services, "mailer" | "linkTokens">,
  accountId: AccountId,
): Promise<void> {
  const [owner] = await tx
    .select({ name: account.name, email: account.email })
    .from(account)
    .where(and(eq(account.id, accountId), eq(account.kind, "person"), account.isActive));
  if (!owner) return;
  const lifetimeSeconds = mailedAtMostEverySeconds;
  const mails = limiterOver(tx, { kind: "unlock mail", points: 1, seconds: mailedAtMostEverySeconds });
  const { consumedPoints } = await mails.penalty(accountId);
  if (consumedPoints > 1) return;
  const linkId = await insertLink(tx, linkTokens, { purpose: "unlock", accountId, lifetimeSeconds });
  const { name, email: to } = owner;
  await mailer.send(tx, { to, template: "unlock", data: { name, linkId }, lifetimeSeconds });
}

/** Follows such a link, once and within an hour. Rejects with `INVALID_LINK`. */
export async function unlock(ctx: RequestContext & PublicContext, token: string): Promise<void> {
  const { linkTokens, loginLimits } = ctx.services;
  const link = { token, purpose: "unlock" } as const;
  const { accountId } = await peekToken(ctx.db, linkTokens, link);
  if (accountId === null) throw new DomainError("INVALID_LINK");
  ctx.audit.identified(accountId);
  await ctx.transaction(async (tx) => {
    // Locks before the token does, as in `lockAccount`.
    await loginLimits.exemptOwner(tx, { accountId, address: ctx.address });
    await takeToken(tx, linkTokens, link);
  });
}
