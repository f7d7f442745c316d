import { DomainError, onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { AccountId, PracticeId, UnknownId } from "@caretype/core/kernel/field/ids";
import { pageById } from "@caretype/core/kernel/field/paging";
import { matches, wordsOf } from "@caretype/core/kernel/field/search-patterns";
import type { Role } from "@caretype/core/kernel/permissions/permissions";
import { type Database, pick, prepared } from "@caretype/db";
import { account, apiKey, membership, practice, session } from "@caretype/db/schema";
import { accountColumns } from "@caretype/identity/account/queries";
import { hasSecondFactor } from "@caretype/identity/session/requirement";
import { and, desc, eq, lt, sql } from "drizzle-orm";
import type {
  ListAccounts,
  ListApiKeysOf,
  StaffAccount,
  StaffAccountPage,
  StaffApiKeyPage,
} from "./schema.ts";

const columns = {
  ...accountColumns,
  lastSeenAt: sql<string | null>`(
    select max(own_session.last_seen_at) from ${session} as own_session where own_session.account_id = account.id)`.mapWith(
    session.lastSeenAt,
  ),
  // Qualified by hand, because Drizzle omits the table name in queries without a join.
  hasSecondFactor: hasSecondFactor(sql`account.id`),
  practices: sql<{ id: PracticeId; name: string; role: Role }[]>`(
    select coalesce(
      json_agg(json_build_object('id', place.id, 'name', place.name, 'role', member.role)
        order by member.created_at, place.id),
      '[]')
    from ${membership} as member join ${practice} as place on place.id = member.practice_id
    where member.account_id = account.id)`,
};

/** Service accounts belong to a practice, whose owners manage the keys. */
const isPerson = eq(account.kind, "person");

const page = prepared(["id", "limit"], (db) =>
  db
    .select(columns)
    .from(account)
    .where(and(isPerson, lt(account.id, sql.placeholder("id"))))
    .orderBy(desc(account.id))
    .limit(sql.placeholder("limit")),
);

export const isSearch = ({ q }: ListAccounts): boolean => wordsOf(q).length > 0;

/** Newest first. */
export const listAccounts = (db: Database, input: ListAccounts): Promise<StaffAccountPage> =>
  pageById(input, (place) =>
    isSearch(input) ? searchAccounts(db, input.q, place) : page(db).execute(place),
  );

/** Selects ids first, so that other columns are computed only for these. */
function searchAccounts(db: Database, q: ListAccounts["q"], { id, limit }: { id: UnknownId; limit: number }) {
  const matching = db
    .select({ id: account.id })
    .from(account)
    .where(and(isPerson, lt(account.id, id), matches(account.searchText, q)))
    .orderBy(desc(account.id))
    .limit(limit)
    .as("matching");
  return db
    .select(columns)
    .from(matching)
    .innerJoin(account, eq(account.id, matching.id))
    .orderBy(desc(account.id));
}

const accountById = prepared(["id"], (db) =>
  db
    .select(columns)
    .from(account)
    .where(and(isPerson, eq(account.id, sql.placeholder("id")))),
);

const person = prepared(["id"], (db) =>
  db
    .select({ id: account.id })
    .from(account)
    .where(and(isPerson, eq(account.id, sql.placeholder("id")))),
);

/** Throws `ACCOUNT_NOT_FOUND` if the account is not a person's. */
export async function requirePerson(db: Database, id: AccountId): Promise<void> {
  onlyRow(await person(db).execute({ id }), "ACCOUNT_NOT_FOUND");
}

/** Throws `ACCOUNT_NOT_FOUND`. */
export async function findStaffAccount(db: Database, id: AccountId): Promise<StaffAccount> {
  return onlyRow(await accountById(db).execute({ id }), "ACCOUNT_NOT_FOUND");
}

const keysMadeBy = prepared(["createdBy", "id", "limit"], (db) =>
  db
    .select({
      id: apiKey.id,
      practiceId: apiKey.practiceId,
      practiceName: sql<string>`(select place.name from ${practice} as place where place.id = ${apiKey.practiceId})`,
      ...pick(apiKey, "name", "hint", "permissions", "createdAt", "expiresAt", "lastUsedAt", "revokedAt"),
    })
    .from(apiKey)
    .where(and(eq(apiKey.createdBy, sql.placeholder("createdBy")), lt(apiKey.id, sql.placeholder("id"))))
    .orderBy(desc(apiKey.id))
    .limit(sql.placeholder("limit")),
);

/** Lists the API keys that an account created in all practices, including invalid ones, newest first. */
export const listKeysMadeBy = (
  db: Database,
  { id: createdBy, ...input }: ListApiKeysOf,
): Promise<StaffApiKeyPage> => pageById(input, (place) => keysMadeBy(db).execute({ createdBy, ...place }));

/** Lists all staff accounts, for the command line. Not paged: there are few. */
export const listStaff = (db: Database): Promise<StaffAccount[]> =>
  db
    .select(columns)
    .from(account)
    .where(and(isPerson, eq(account.isStaff, true)))
    .orderBy(account.id);

const lockedStaff = prepared([], (db) =>
  db
    .select({ id: account.id })
    .from(account)
    .where(sql`${account.isStaff} and ${account.isActive}`)
    .orderBy(account.id)
    .for("no key update"),
);

/** Locks all active staff accounts until the transaction ends, so that two of them cannot deactivate each other. */
export async function lockStaff(db: Database): Promise<string[]> {
  const rows = await lockedStaff(db).execute();
  return rows.map(({ id }) => id);
}

export type LockedAccount = { id: AccountId; email: string; name: string; isActive: boolean };

/** Throws `ACCOUNT_NOT_FOUND`. */
export async function lockAccount(db: Database, id: AccountId): Promise<LockedAccount> {
  const rows = await db
    .select({ id: account.id, email: account.email, name: account.name, isActive: account.isActive })
    .from(account)
    .where(and(isPerson, eq(account.id, id)))
    .for("no key update");
  return onlyRow(rows, "ACCOUNT_NOT_FOUND");
}

/** Throws `ACCOUNT_NOT_FOUND`. */
export async function findIdByEmail(db: Database, email: string): Promise<AccountId> {
  const [found] = await db
    .select({ id: account.id })
    .from(account)
    .where(and(isPerson, sql`lower(${account.email}) = lower(${email})`));
  if (found) return found.id;
  throw new DomainError("ACCOUNT_NOT_FOUND", { errors: { email: ["No account has this email address"] } });
}

export async function setPasswordHash(db: Database, id: AccountId, passwordHash: string): Promise<void> {
  await db
    .update(account)
    .set({ passwordHash, updatedAt: sql`now()`, version: sql`${account.version} + 1` })
    .where(eq(account.id, id));
}

export async function setActive(db: Database, id: AccountId, isActive: boolean): Promise<void> {
  await db
    .update(account)
    .set({ isActive, updatedAt: sql`now()`, version: sql`${account.version} + 1` })
    .where(eq(account.id, id));
}
