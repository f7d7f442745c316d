import type { AccountId } from "@caretype/core/kernel/field/ids";
import { type Database, lockCopy, lockValues, pick, prepared } from "@caretype/db";
import { account } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { endVerificationReminders } from "../notification/notify.ts";
import { accountColumns } from "./queries.ts";
import type { Account } from "./schema.ts";

const credentialsById = prepared(["id"], (db) =>
  db
    .select({ ...accountColumns, passwordHash: account.passwordHash })
    .from(account)
    .where(eq(account.id, sql.placeholder("id"))),
);

/** An account with its password hash. */
export async function findCredentialsById(
  db: Database,
  id: AccountId,
): Promise<(Account & { passwordHash: string }) | null> {
  const [found] = await credentialsById(db).execute({ id });
  return found ?? null;
}

export type Recipient = { id: AccountId; name: string; email: string; isPerson: boolean; isActive: boolean };

const recipientByEmail = prepared(["email"], (db) =>
  db
    .select({
      ...pick(account, "id", "name", "email"),
      isPerson: sql<boolean>`${account.kind} = 'person'`,
      isActive: account.isActive,
    })
    .from(account)
    .where(sql`lower(${account.email}) = lower(${sql.placeholder("email")})`),
);

/** The account with this email address, as a recipient. */
export async function findRecipient(db: Database, email: string): Promise<Recipient | null> {
  const [found] = await recipientByEmail(db).execute({ email });
  return found ?? null;
}

/**
 * Whether the password compared earlier is still current, and the account active. Locks the account, so that no session
 * is created after a password change that ends all sessions.
 */
export async function isStillPassword(
  tx: Database,
  { id, passwordHash }: { id: AccountId; passwordHash: string },
): Promise<boolean> {
  await lockCopy(tx, { account: id });
  const isStill = and(eq(account.id, id), eq(account.passwordHash, passwordHash), account.isActive);
  return (await tx.$count(account, isStill)) > 0;
}

const changed = () => ({ updatedAt: sql`now()`, version: sql`${account.version} + 1` });

/** False if the password has changed meanwhile. */
export async function replacePassword(
  tx: Database,
  { id, from, to }: { id: AccountId; from: string; to: string },
): Promise<boolean> {
  const { count } = await tx
    .update(account)
    .set({ passwordHash: to, ...changed() })
    .where(and(eq(account.id, id), eq(account.passwordHash, from), account.isActive));
  return count > 0;
}

/** Stores a new hash of the same password. The account's version does not change. */
export async function replaceHash(
  tx: Database,
  { id, from, to }: { id: AccountId; from: string; to: string },
): Promise<void> {
  await tx
    .update(account)
    .set({ passwordHash: to })
    .where(and(eq(account.id, id), eq(account.passwordHash, from)));
}

type Proved = { id: AccountId; email: string };

const isProvedBy = ({ id, email }: Proved) =>
  and(eq(account.id, id), eq(sql`lower(${account.email})`, sql`lower(${email})`), account.isActive);

/** After a link sent to the account's address, which verifies it. Null if the address has changed meanwhile. */
export async function resetPassword(
  tx: Database,
  proved: Proved,
  passwordHash: string,
): Promise<Account | null> {
  const [found] = await tx
    .update(account)
    .set({ passwordHash, emailVerified: true, ...changed() })
    .where(and(isProvedBy(proved), eq(account.kind, "person")))
    .returning(accountColumns);
  return found ?? null;
}

/** Locks the account if it still has this address, otherwise returns null. */
export async function lockWithEmail(tx: Database, given: Proved): Promise<Account | null> {
  const [found] = await tx.select(accountColumns).from(account).where(isProvedBy(given)).for("no key update");
  return found ?? null;
}

/** Null if the address has changed meanwhile. */
export async function markVerified(tx: Database, proved: Proved): Promise<Account | null> {
  const [found] = await tx
    .update(account)
    .set({ emailVerified: true, ...changed() })
    .where(isProvedBy(proved))
    .returning(accountColumns);
  if (found) await endVerificationReminders(tx, found.id);
  return found ?? null;
}

/**
 * Null if the account's address or password has changed meanwhile. A username equal to the old address changes with
 * it, so that no username looks like another account's address. Rejects with `EMAIL_TAKEN`.
 */
export async function replaceEmail(
  tx: Database,
  { passwordHash, ...proved }: Proved & { passwordHash: string },
  email: string,
): Promise<Account | null> {
  await lockValues(tx, "account", [email]);
  const username = sql`case when lower(${account.username}) = lower(${account.email}) then ${email} else ${account.username} end`;
  const [found] = await tx
    .update(account)
    .set({ email, username, emailVerified: true, ...changed() })
    .where(and(isProvedBy(proved), eq(account.passwordHash, passwordHash)))
    .returning(accountColumns);
  if (found) await endVerificationReminders(tx, found.id);
  return found ?? null;
}
