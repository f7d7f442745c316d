import { DomainError, onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, pick, prepared } from "@caretype/db";
import { account, passkey } from "@caretype/db/schema";
import { and, asc, eq, sql } from "drizzle-orm";
import { maxPasskeys } from "./relying-party.ts";
import type { Passkey } from "./schema.ts";

const shown = pick(passkey, "id", "name", "isBackedUp", "createdAt", "lastUsedAt");

const passkeysOfAccount = prepared(["accountId"], (db) =>
  db
    .select({ ...shown, transports: passkey.transports })
    .from(passkey)
    .where(eq(passkey.accountId, sql.placeholder("accountId")))
    .orderBy(asc(passkey.createdAt), asc(passkey.id)),
);

export type KnownPasskey = Passkey & { transports: string[] };

/** Oldest first. */
export const listPasskeys = (db: Database, accountId: AccountId): Promise<KnownPasskey[]> =>
  passkeysOfAccount(db).execute({ accountId });

const passkeyByCredential = prepared(["id"], (db) =>
  db
    .select({
      ...pick(passkey, "id", "name", "publicKey"),
      accountId: account.id,
      accountName: account.name,
      email: account.email,
      isActive: account.isActive,
    })
    .from(passkey)
    .innerJoin(account, eq(account.id, passkey.accountId))
    .where(eq(passkey.id, sql.placeholder("id"))),
);

export type Credential = Awaited<ReturnType<typeof findCredential>>;

/** The passkey of any account, or null. */
export async function findCredential(db: Database, id: string) {
  const [found] = await passkeyByCredential(db).execute({ id });
  return found ?? null;
}

type NewPasskey = typeof passkey.$inferInsert;

/** Requires the owner's lock. Rejects with `TOO_MANY_PASSKEYS` or `PASSKEY_ALREADY_REGISTERED`, for any account. */
export async function insertPasskey(db: Database, values: NewPasskey): Promise<Passkey> {
  const isTheirs = eq(passkey.accountId, values.accountId);
  if ((await db.$count(passkey, isTheirs)) >= maxPasskeys) throw new DomainError("TOO_MANY_PASSKEYS");
  const rows = await db.insert(passkey).values(values).onConflictDoNothing().returning(shown);
  return onlyRow(rows, "PASSKEY_ALREADY_REGISTERED");
}

const own = ({ accountId }: Scope, id: string) => and(eq(passkey.id, id), eq(passkey.accountId, accountId));

/** Rejects with `PASSKEY_NOT_FOUND`, also for another account's. */
export async function renamePasskey(
  db: Database,
  scope: Scope,
  { id, name }: { id: string; name: string },
): Promise<Passkey> {
  const rows = await db.update(passkey).set({ name }).where(own(scope, id)).returning(shown);
  return onlyRow(rows, "PASSKEY_NOT_FOUND");
}

/** Rejects with `PASSKEY_NOT_FOUND`, also for another account's. */
export async function deletePasskey(db: Database, scope: Scope, id: string): Promise<void> {
  const { count } = await db.delete(passkey).where(own(scope, id));
  if (count === 0) throw new DomainError("PASSKEY_NOT_FOUND");
}

/**
 * Records a use. The authenticator's counter must increase, even for concurrent uses, otherwise there may be a copy.
 * Authenticators without a counter send 0. Resolves to whether it increased.
 */
export async function recordPasskeyUse(
  db: Database,
  { id, counter, isBackedUp }: { id: string; counter: number; isBackedUp: boolean },
): Promise<boolean> {
  const hasGrown = sql`(${passkey.counter} < ${counter} or (${passkey.counter} = 0 and ${counter} = 0))`;
  const { count } = await db
    .update(passkey)
    .set({ counter, isBackedUp, lastUsedAt: sql`now()` })
    .where(and(eq(passkey.id, id), hasGrown));
  return count > 0;
}
