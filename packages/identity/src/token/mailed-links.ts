import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { Services } from "@caretype/core/kernel/procedure/services";
import { advisoryLocks, type Database } from "@caretype/db";
import { oneTimeToken } from "@caretype/db/schema";
import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import { insertLink, type NewToken, type TokenPurpose } from "./queries.ts";

/** Lifetimes of emailed links. */
export const linkSeconds = {
  register: 86_400,
  verify_email: 3 * 86_400,
  reset_password: 3_600,
  change_email: 86_400,
} as const satisfies Partial<Record<TokenPurpose, number>>;

/** Links per address and purpose. Limits floods of a stranger's mailbox. */
export const maxLinksPerHour = 5;

/**
 * Whether an address may get another link. Locks the address until the transaction ends. Counts tokens, which are also
 * created for unknown addresses, so that the answer reveals nothing.
 */
export async function isLinkAllowed(
  tx: Database,
  { email, purpose }: { email: string; purpose: TokenPurpose },
): Promise<boolean> {
  await lockKey(tx, email.toLowerCase());
  return isBelowLimit(tx, { purpose, whose: eq(sql`lower(${oneTimeToken.email})`, sql`lower(${email})`) });
}

/** A limit per account, for any addresses. Rejects with `RATE_LIMITED`. */
export async function requireLinkLimit(
  tx: Database,
  { accountId, purpose }: { accountId: AccountId; purpose: TokenPurpose },
): Promise<void> {
  await lockKey(tx, accountId);
  if (!(await isBelowLimit(tx, { purpose, whose: eq(oneTimeToken.accountId, accountId) })))
    throw new DomainError("RATE_LIMITED", { retryAfterSeconds: 3_600 });
}

/** Locks the key until the transaction ends. */
async function lockKey(tx: Database, key: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.mailing}, hashtext(${key}))`);
}

async function isBelowLimit(tx: Database, { purpose, whose }: { purpose: TokenPurpose; whose: SQL }) {
  const isRecent = gt(oneTimeToken.createdAt, sql`now() - interval '1 hour'`);
  const recent = await tx
    .select({ id: oneTimeToken.id })
    .from(oneTimeToken)
    .where(and(whose, eq(oneTimeToken.purpose, purpose), isRecent))
    .limit(maxLinksPerHour);
  return recent.length < maxLinksPerHour;
}

/** Templates of emails with a link for one of the purposes above. */
type LinkTemplate = "verifyEmail" | "resetPassword" | "confirmEmailChange";

type MailedLink = Omit<NewToken, "email" | "lifetimeSeconds" | "purpose"> & {
  purpose: keyof typeof linkSeconds;
  template: LinkTemplate;
  to: string;
  name: string;
  /** False if there is no recipient: the same rows are written, but nothing is sent. */
  isSent?: boolean;
};

/** Creates a token that proves the address, and queues the email with its link. */
export async function mailLink(
  tx: Database,
  { linkTokens, mailer }: Pick<Services, "linkTokens" | "mailer">,
  { template, to, name, isSent = true, ...token }: MailedLink,
): Promise<void> {
  const lifetimeSeconds = linkSeconds[token.purpose];
  const linkId = await insertLink(tx, linkTokens, { ...token, email: to, lifetimeSeconds });
  // An email with a lifetime of 0 has expired when it is queued, so it is never sent.
  await mailer.send(tx, {
    to,
    template,
    data: { name, linkId },
    lifetimeSeconds: isSent ? lifetimeSeconds : 0,
  });
}
