import { type Database, type JobQueue, type NewJob, pick } from "@caretype/db";
import { mail } from "@caretype/db/schema";
import { and, desc, eq, inArray, isNotNull, isNull, lt, lte, not, or, type SQL, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { newId } from "../../kernel/field/new-id.ts";
import { currentTime } from "../../kernel/field/time.ts";
import type { MailLanguage } from "./languages.ts";
import type { KeptMail } from "./render-mail.ts";
import type { AnyMail } from "./template.ts";

const kept = {
  id: mail.id,
  to: mail.recipient,
  ...pick(mail, "template", "data", "expiresAt"),
};

/** Neither sent nor abandoned. Uses `mail_waiting_idx`. */
const isOpen = and(isNull(mail.sentAt), isNull(mail.givenUpAt));
export const isWaiting = and(isOpen, sql`${mail.expiresAt} > now()`);
/** False for an email without a lifetime, which is never sent. */
const isMeant = sql`${mail.expiresAt} > ${mail.createdAt}`;

/** Resolves to its id. `language`: unless its data has another. */
export async function insertMail(
  tx: Database,
  { to, template, data, lifetimeSeconds }: AnyMail,
  language: MailLanguage,
): Promise<string> {
  const id = newId();
  const expiresAt = sql<string>`now() + make_interval(secs => ${lifetimeSeconds})`;
  const stored = language === "en" ? data : { language, ...data };
  await tx.insert(mail).values({ id, recipient: to, template, data: stored, expiresAt });
  return id;
}

export type Attempt = KeptMail & { attempts: number };

/** Counts an attempt. Null if the email need not be sent any more. */
export async function beginAttempt(db: Database, id: string): Promise<Attempt | null> {
  const [begun] = await db
    .update(mail)
    .set({ attempts: sql`${mail.attempts} + 1` })
    .where(and(eq(mail.id, id), isWaiting))
    .returning({ ...kept, attempts: mail.attempts });
  return begun ?? null;
}

export async function recordSent(db: Database, id: string): Promise<void> {
  await db
    .update(mail)
    .set({ sentAt: sql`now()`, lastError: null })
    .where(and(eq(mail.id, id), isNull(mail.sentAt)));
}

export async function recordRefused(db: Database, id: string, lastError: string): Promise<void> {
  await db
    .update(mail)
    .set({ lastError })
    .where(and(eq(mail.id, id), isNull(mail.sentAt)));
}

/** Ends all attempts, as the recipient does not exist. */
export async function giveUp(db: Database, id: string, lastError: string): Promise<void> {
  await db
    .update(mail)
    .set({ givenUpAt: sql`now()`, lastError })
    .where(and(eq(mail.id, id), isOpen));
}

/** Claims some waiting emails that were not shown yet. */
export async function takeUnshown(db: Database, most: number): Promise<KeptMail[]> {
  const unshown = db
    .select({ id: mail.id })
    .from(mail)
    .where(and(isWaiting, isNull(mail.shownAt)))
    .orderBy(mail.createdAt)
    .limit(most)
    .for("update", { skipLocked: true });
  return db.update(mail).set({ shownAt: sql`now()` }).where(inArray(mail.id, unshown)).returning(kept);
}

/** Abandons some expired emails. Resolves to the ids of those that were to be sent. */
export async function giveUpExpired(db: Database, most: number): Promise<string[]> {
  const expired = db
    .select({ id: mail.id })
    .from(mail)
    .where(and(isOpen, lte(mail.expiresAt, sql`now()`)))
    .limit(most)
    .for("update", { skipLocked: true });
  const given = await db
    .update(mail)
    .set({ givenUpAt: sql`now()` })
    .where(inArray(mail.id, expired))
    .returning({ id: mail.id, isMeant: sql<boolean>`${isMeant}` });
  return given.filter((one) => one.isMeant).map(({ id }) => id);
}

/** Jobs for some waiting emails that have none. Locks the emails, skipping locked ones. */
export async function lockUnqueued(tx: Database, queue: JobQueue, most: number): Promise<NewJob[]> {
  return tx
    .select({
      id: mail.id,
      keepSeconds: sql<number>`extract(epoch from ${mail.expiresAt} - now())::float8`,
    })
    .from(mail)
    .where(and(isWaiting, not(queue.isOpen(mail.id))))
    .orderBy(mail.createdAt)
    .limit(most)
    .for("update", { skipLocked: true });
}

/** Emails are deleted after this many days. */
const keptDays = 90;

/** Deletes old emails, to protect the recipients' privacy. */
export async function purgeOld(db: Database, most: number): Promise<void> {
  // Ids begin with the time, so the primary key finds the oldest ones.
  const boundary = uuidv7({ msecs: currentTime() - keptDays * 86_400_000 });
  const old = db
    .select({ id: mail.id })
    .from(mail)
    .where(and(lt(mail.id, boundary), or(isNotNull(mail.sentAt), lte(mail.expiresAt, sql`now()`))))
    .orderBy(mail.id)
    .limit(most);
  await db.delete(mail).where(inArray(mail.id, old));
}

export type MailState = "waiting" | "sent" | "failed";

/** An email without its content. `failed`: expired unsent, or the recipient does not exist. */
export type MailSummary = {
  id: string;
  template: string;
  to: string;
  state: MailState;
  createdAt: string;
  expiresAt: string;
  sentAt: string | null;
  attempts: number;
  lastError: string | null;
};

const state = sql<MailState>`case
  when ${mail.sentAt} is not null then 'sent'
  when ${mail.givenUpAt} is null and ${mail.expiresAt} > now() then 'waiting' else 'failed' end`;

const summary = {
  id: mail.id,
  template: mail.template,
  to: mail.recipient,
  state,
  ...pick(mail, "createdAt", "expiresAt", "sentAt", "attempts", "lastError"),
};

/** Newest first. */
export async function listMails(
  db: Database,
  { state: wanted, limit }: { state?: MailState | undefined; limit: number },
): Promise<MailSummary[]> {
  const isWanted: SQL | undefined = wanted === undefined ? undefined : eq(state, wanted);
  return db.select(summary).from(mail).where(and(isMeant, isWanted)).orderBy(desc(mail.id)).limit(limit);
}

export async function findMail(db: Database, id: string): Promise<(KeptMail & MailSummary) | null> {
  const [found] = await db
    .select({ ...summary, data: mail.data })
    .from(mail)
    .where(eq(mail.id, id));
  return found ?? null;
}

/** All emails to an address, newest first. */
export async function findMailsTo(db: Database, to: string): Promise<(KeptMail & MailSummary)[]> {
  return db
    .select({ ...summary, data: mail.data })
    .from(mail)
    .where(and(eq(sql`lower(${mail.recipient})`, to.toLowerCase()), isMeant))
    .orderBy(desc(mail.id));
}
