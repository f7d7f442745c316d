import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { ChangeContext, PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database } from "@caretype/db";
import { markVerified } from "../../account/credential-queries.ts";
import { findAccount, lockAccount } from "../../account/queries.ts";
import type { Account } from "../../account/schema.ts";
import { remindOfVerification } from "../../notification/notify.ts";
import { isLinkAllowed, mailLink } from "../../token/mailed-links.ts";
import { revokeTokens, takeToken } from "../../token/queries.ts";

type Mailing = Pick<Services, "linkTokens" | "mailer">;

/** Sends a link that verifies the account's address, and invalidates earlier ones. False if there were too many. */
export async function mailVerification(
  tx: Database,
  services: Mailing,
  { id: accountId, name, email }: Pick<Account, "id" | "name" | "email">,
): Promise<boolean> {
  const purpose = "verify_email";
  await lockAccount(tx, accountId);
  if (!(await isLinkAllowed(tx, { email, purpose }))) return false;
  await revokeTokens(tx, { purpose, accountId });
  await mailLink(tx, services, { purpose, template: "verifyEmail", accountId, to: email, name });
  await remindOfVerification(tx, accountId);
  return true;
}

/**
 * For a right password where addresses must be verified before a sign-in: sends another link. Returns the refusal to send
 * after the commit.
 */
export async function refuseUnverified(
  tx: Database,
  services: Mailing & Pick<Services, "registration">,
  account: Account,
): Promise<DomainError | null> {
  if (services.registration !== "verified" || account.emailVerified) return null;
  await mailVerification(tx, services, account);
  return new DomainError("EMAIL_NOT_VERIFIED");
}

/** Follows such a link. Rejects with `INVALID_LINK`. */
export async function verifyEmail(ctx: RequestContext & PublicContext, token: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const taken = await takeToken(tx, ctx.services.linkTokens, { token, purpose: "verify_email" });
    const { accountId: id, email } = taken;
    const verified = id !== null && email !== null ? await markVerified(tx, { id, email }) : null;
    if (!verified) throw new DomainError("INVALID_LINK");
    ctx.audit.identified(verified.id);
  });
}

const retryAfterSeconds = 3_600;

/** For a signed-in account. Rejects with `RATE_LIMITED` after five emails in an hour. */
export async function requestVerification({
  db,
  scope,
  services,
  audit,
}: {
  db: Database;
  scope: Scope;
  services: Mailing;
  audit: ChangeContext["audit"];
}): Promise<void> {
  const account = await findAccount(db, scope.accountId);
  if (account.emailVerified) return audit.unchanged();
  if (!(await mailVerification(db, services, account)))
    throw new DomainError("RATE_LIMITED", { retryAfterSeconds });
}
