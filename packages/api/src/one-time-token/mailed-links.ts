import { advisoryLocks, type Database, schema } from "@caretype/db";
import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import { DomainError } from "../error/domain-error.ts";
import type { AccountId } from "../field/ids.ts";
import type { MailTemplates } from "../mail/mail.ts";
import type { Services } from "../services.ts";
import { insertLink, type NewToken, type TokenPurpose } from "./queries.ts";

const { oneTimeToken } = schema;

/** How long the link of a mail is good. */
export const linkSeconds = {
  register: 86_400,
  verify_email: 3 * 86_400,
  reset_password: 3_600,
  change_email: 86_400,
} as const satisfies Partial<Record<TokenPurpose, number>>;

/** To an address, of one purpose: who fills a stranger's mailbox, or reads along, gets no further. */
export const mostLinksAnHour = 5;

/**
 * Whether an address may be sent another link; until the transaction ends, whoever else asks for it waits. What is
 * counted are tokens, which are made for addresses that nobody has, too, so that the answer tells nothing.
 */
export async function mayMailLink(
  tx: Database,
  { email, purpose }: { email: string; purpose: TokenPurpose },
): Promise<boolean> {
  await takeTurn(tx, email.toLowerCase());
  return areFew(tx, { purpose, whose: eq(sql`lower(${oneTimeToken.email})`, sql`lower(${email})`) });
}

/** For one account, to whatever addresses. Rejects with `RATE_LIMITED`. */
export async function requireFewLinks(
  tx: Database,
  { accountId, purpose }: { accountId: AccountId; purpose: TokenPurpose },
): Promise<void> {
  await takeTurn(tx, accountId);
  if (!(await areFew(tx, { purpose, whose: eq(oneTimeToken.accountId, accountId) })))
    throw new DomainError("RATE_LIMITED", { retryAfterSeconds: 3_600 });
}

/** Whoever else comes with the same key waits until the transaction ends. */
async function takeTurn(tx: Database, key: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.mailing}, hashtext(${key}))`);
}

async function areFew(tx: Database, { purpose, whose }: { purpose: TokenPurpose; whose: SQL }) {
  const isRecent = gt(oneTimeToken.createdAt, sql`now() - interval '1 hour'`);
  const recent = await tx
    .select({ id: oneTimeToken.id })
    .from(oneTimeToken)
    .where(and(whose, eq(oneTimeToken.purpose, purpose), isRecent))
    .limit(mostLinksAnHour);
  return recent.length < mostLinksAnHour;
}

/** Templates of mails whose link is good for one of the purposes above. */
type LinkTemplate = "verifyEmail" | "resetPassword" | "confirmEmailChange";

type MailedLink = Omit<NewToken, "email" | "lifetimeSeconds" | "purpose"> & {
  purpose: keyof typeof linkSeconds;
  template: LinkTemplate;
  to: string;
  name: string;
  /** False where there is nobody to read it: the same is written, and nothing sent. */
  isSent?: boolean;
};

/** A token that proves the address, and the mail with its link. */
export async function mailLink(
  tx: Database,
  { linkTokens, mailer }: Pick<Services, "linkTokens" | "mailer">,
  { template, to, name, isSent = true, ...token }: MailedLink,
): Promise<void> {
  const lifetimeSeconds = linkSeconds[token.purpose];
  const linkId = await insertLink(tx, linkTokens, { ...token, email: to, lifetimeSeconds });
  const data: MailTemplates[LinkTemplate] = { name, linkId };
  // One that has expired when it is written is of no use, and so no mail.
  await mailer.send(tx, { to, template, data, lifetimeSeconds: isSent ? lifetimeSeconds : 0 });
}
