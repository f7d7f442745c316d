import { randomBytes } from "node:crypto";
import { DomainError, onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import { isSame } from "@caretype/core/kernel/field/is-same";
import { newId } from "@caretype/core/kernel/field/new-id";
import { withReadableDomain } from "@caretype/core/kernel/field/schemas";
import { type ChangeContext, unchanged } from "@caretype/core/kernel/procedure/body-context";
import { changedRow, type Database, lockCopy, lockValues, prepared } from "@caretype/db";
import { account } from "@caretype/db/schema";
import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { couldBeEmail, deriveUsername, shortened } from "./rules.ts";
import type { Account, UpdateAccount } from "./schema.ts";

const {
  passwordHash,
  version: _version,
  kind: _kind,
  searchText: _search,
  secondFactorAskedAt: _asked,
  ...columns
} = getTableColumns(account);
/** Columns of an account's public fields. */
export const accountColumns = columns;

const credentialsBy = (column: typeof account.email | typeof account.username) =>
  prepared(["name"], (db) =>
    db
      .select({ ...columns, passwordHash })
      .from(account)
      .where(sql`lower(${column}) = lower(${sql.placeholder("name")})`),
  );
const credentialsByEmail = credentialsBy(account.email);
const credentialsByUsername = credentialsBy(account.username);

const maxNameLength = 254;
const canExist = (name: string) =>
  name.length <= maxNameLength && name.isWellFormed() && !name.includes("\0");

/**
 * The claimed account with its password hash. A username that could be an email address, which many clients send in
 * this field, is looked up only among addresses.
 */
export async function findCredentials(
  db: Database,
  { email, username }: { email?: string | undefined; username?: string | undefined },
) {
  const given = email ?? username ?? "";
  // Before normalizing, which takes seconds for a long hostile text.
  if (!canExist(given)) return null;
  const name = email ?? given.normalize("NFKC");
  const byEmail = email !== undefined || couldBeEmail(name);
  const find = (byEmail ? credentialsByEmail : credentialsByUsername)(db);
  const readable = byEmail ? withReadableDomain(name) : name;
  const [found] = await find.execute({ name: readable });
  // Older accounts store the address as it was typed.
  const [older] = found || readable === name ? [] : await find.execute({ name });
  return found ?? older ?? null;
}

const accountById = prepared(["id"], (db) =>
  db
    .select(columns)
    .from(account)
    .where(eq(account.id, sql.placeholder("id"))),
);

/** Rejects with `UNAUTHENTICATED` if the account does not exist. */
export async function findAccount(db: Database, id: AccountId): Promise<Account> {
  return onlyRow(await accountById(db).execute({ id }), "UNAUTHENTICATED");
}

/**
 * Serializes changes of an account's credentials, tokens and sessions until the transaction ends. To avoid deadlocks, all
 * lock in this order: the counters of `LoginLimits`, the account, limits of emailed links, tokens, factors, sessions.
 */
export async function lockAccount(tx: Database, accountId: AccountId): Promise<void> {
  await lockCopy(tx, { account: accountId });
}

/**
 * Locks the account, so concurrent updates and deactivations wait. Rejects with `UNAUTHENTICATED` if it is no longer
 * active.
 */
export async function updateOwnAccount(
  { db, scope, audit }: ChangeContext,
  changes: UpdateAccount,
): Promise<Account> {
  const isOwn = and(eq(account.id, scope.accountId), account.isActive);
  await lockCopy(db, { account: scope.accountId });
  const [current] = await db.select(columns).from(account).where(isOwn);
  if (current && isSame(current, changes)) return unchanged(audit, current);
  const rows = await db
    .update(account)
    .set({ ...changedRow(account, changes), updatedAt: sql`now()`, version: sql`${account.version} + 1` })
    .where(isOwn)
    .returning(columns);
  return onlyRow(rows, "UNAUTHENTICATED");
}

export type AccountValues = {
  /** Generated if undefined. */
  id?: AccountId;
  username?: string | undefined;
  /** Whether a taken username gets a suffix, even if it was chosen by the user. */
  isUsernameWish?: boolean;
  name?: string | undefined;
  email: string;
  passwordHash: string;
  isStaff?: boolean;
  emailVerified?: boolean;
  /** Default true. */
  isActive?: boolean;
  /** Default: now. */
  createdAt?: string;
};

const isTaken = async (db: Database, column: typeof account.email | typeof account.username, text: string) =>
  (await db.$count(account, sql`lower(${column}) = lower(${text})`)) > 0;

/** Random bytes of the suffix, per attempt. */
const suffixBytes = [2, 3, 4, 6, 8];

const withSuffix = (username: string, bytes: number) => `${username}-${randomBytes(bytes).toString("hex")}`;

/** Usernames to try in order. One that looks like an email address gets no suffix, as the result could be a foreign one. */
function usernamesFor({ username, isUsernameWish = false, email }: AccountValues): string[] {
  if (username && !isUsernameWish) return [username];
  const derived = deriveUsername(email);
  const wished = username && !couldBeEmail(username) ? shortened(username) : derived;
  return [username ?? derived, ...suffixBytes.map((bytes) => withSuffix(wished, bytes))];
}

/**
 * Locks the names that `insertAccount` tries first until the transaction ends. Concurrent registrations then get the
 * same errors as sequential ones.
 */
export const claimNames = (
  db: Database,
  { email, username = deriveUsername(email) }: Pick<AccountValues, "email" | "username">,
): Promise<void> => lockValues(db, "account", [email, username]);

/**
 * Rejects with `EMAIL_TAKEN`, whose `errors` name both if the username is taken, too, or with `USERNAME_TAKEN` if the
 * username was required. Otherwise a taken username gets a
 * random suffix. `do nothing` keeps the transaction usable for the next attempt.
 */
export async function insertAccount(db: Database, values: AccountValues): Promise<Account> {
  const { isUsernameWish: _wish, id, ...given } = values;
  for (const username of usernamesFor(values)) {
    const [inserted] = await db
      .insert(account)
      .values({ ...given, id: id ?? newId<AccountId>(), username, name: values.name ?? username })
      .onConflictDoNothing()
      .returning(columns);
    if (inserted) return inserted;
    if (await isTaken(db, account.email, values.email)) {
      const isAlsoUsername =
        username === values.username &&
        !values.isUsernameWish &&
        (await isTaken(db, account.username, username));
      const errors = { email: ["Is taken"], username: ["Is taken"] };
      throw new DomainError("EMAIL_TAKEN", isAlsoUsername ? { errors } : {});
    }
  }
  throw new DomainError("USERNAME_TAKEN");
}

const usernames = prepared(["ids"], (db) =>
  db
    .select({ id: account.id, username: account.username })
    .from(account)
    .where(sql`${account.id} = any(${sql.placeholder("ids")}::uuid[])`),
);

/** The usernames of accounts, by id. */
export async function findUsernames(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await usernames(db).execute({ ids: [...ids] });
  return new Map(found.map(({ id, username }) => [id, username]));
}
