import { type Database, prepared, schema } from "@caretype/db";
import { and, eq, sql } from "drizzle-orm";
import type { AccountId } from "../field/ids.ts";
import { accountColumns } from "./queries.ts";
import type { Account } from "./schema.ts";

const { account } = schema;

const credentialsById = prepared(["id"], (db) =>
  db
    .select({ ...accountColumns, passwordHash: account.passwordHash })
    .from(account)
    .where(eq(account.id, sql.placeholder("id")))
    .prepare("account_credentials_by_id"),
);

/** An account with its password's hash. */
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
      id: account.id,
      name: account.name,
      email: account.email,
      isPerson: sql<boolean>`${account.kind} = 'person'`,
      isActive: account.isActive,
    })
    .from(account)
    .where(sql`lower(${account.email}) = lower(${sql.placeholder("email")})`)
    .prepare("account_by_email"),
);

/** Whose address it is, to write to them. */
export async function findRecipient(db: Database, email: string): Promise<Recipient | null> {
  const [found] = await recipientByEmail(db).execute({ email });
  return found ?? null;
}

/**
 * Whether a password that was compared is still the account's, and the account active: in the transaction that makes a
 * session, so that none comes into being past a change of the password that ends them all. Until its end no such
 * change commits.
 */
export async function isStillPassword(
  tx: Database,
  { id, passwordHash }: { id: AccountId; passwordHash: string },
): Promise<boolean> {
  const [found] = await tx
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.id, id), eq(account.passwordHash, passwordHash), account.isActive))
    .for("share");
  return found !== undefined;
}

const changed = () => ({ updatedAt: sql`now()`, version: sql`${account.version} + 1` });

/** False when it is another one by now. */
export async function replacePassword(
  tx: Database,
  { id, from, to }: { id: AccountId; from: string; to: string },
): Promise<boolean> {
  const replaced = await tx
    .update(account)
    .set({ passwordHash: to, ...changed() })
    .where(and(eq(account.id, id), eq(account.passwordHash, from), account.isActive))
    .returning({ id: account.id });
  return replaced.length > 0;
}

/** The same password under another hash; nothing of the account has changed for anybody. */
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

/** By who has read a mail to the account's address, which is verified by that; null when it has another one by now. */
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

/** Locks the account, and leaves open whose the address is. Null when it has another one by now. */
export async function holdWithEmail(tx: Database, given: Proved): Promise<Account | null> {
  const [found] = await tx.select(accountColumns).from(account).where(isProvedBy(given)).for("no key update");
  return found ?? null;
}

/** Null when the account has another address by now. */
export async function markVerified(tx: Database, proved: Proved): Promise<Account | null> {
  const [found] = await tx
    .update(account)
    .set({ emailVerified: true, ...changed() })
    .where(isProvedBy(proved))
    .returning(accountColumns);
  return found ?? null;
}

/**
 * Null when the account has another address than the one that it was changed from, or another password. A username that is the address
 * changes with it: nobody's looks like an address but by being their own. Rejects with `EMAIL_TAKEN`.
 */
export async function replaceEmail(
  tx: Database,
  { passwordHash, ...proved }: Proved & { passwordHash: string },
  email: string,
): Promise<Account | null> {
  const username = sql`case when lower(${account.username}) = lower(${account.email}) then ${email} else ${account.username} end`;
  const [found] = await tx
    .update(account)
    .set({ email, username, emailVerified: true, ...changed() })
    .where(and(isProvedBy(proved), eq(account.passwordHash, passwordHash)))
    .returning(accountColumns);
  return found ?? null;
}
