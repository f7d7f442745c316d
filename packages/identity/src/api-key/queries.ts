import { isDeepStrictEqual } from "node:util";
import { DomainError, onlyRow } from "@caretype/core/kernel/error/domain-error";
import { knownDialect } from "@caretype/core/kernel/field/dialect";
import type { AccountId, ApiKeyId, PracticeId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { pageById } from "@caretype/core/kernel/field/paging";
import type { ExpectedVersion } from "@caretype/core/kernel/field/schemas";
import { currentTime } from "@caretype/core/kernel/field/time";
import { requireVersion } from "@caretype/core/kernel/field/version";
import { type ChangeContext, unchanged } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { accountName } from "@caretype/core/mechanisms/account-name";
import { type Database, prepared } from "@caretype/db";
import { account, apiKey } from "@caretype/db/schema";
import { and, desc, eq, getTableColumns, isNull, lt, type SQL, sql } from "drizzle-orm";
import { lockMembersWith } from "../practice/lock-members.ts";
import { hashOfApiKey, hintOf } from "../session/principal/key-text.ts";
import { announce } from "../session/queries.ts";
import { requireGrantable } from "./rules.ts";
import type { ApiKey, ApiKeyPage, CreateApiKey, ListApiKeys, UpdateApiKey } from "./schema.ts";

type InPractice = Pick<Scope, "practiceId">;

const { practiceId: _practice, hash: _hash, ...columns } = getTableColumns(apiKey);
const dialect = sql`${apiKey.dialect}`.mapWith(knownDialect);
const shown = { ...columns, dialect, createdByName: accountName(apiKey.createdBy) };

const page = prepared(["practiceId", "id", "limit"], (db) =>
  db
    .select(shown)
    .from(apiKey)
    .where(and(eq(apiKey.practiceId, sql.placeholder("practiceId")), lt(apiKey.id, sql.placeholder("id"))))
    .orderBy(desc(apiKey.id))
    .limit(sql.placeholder("limit")),
);

/** Includes revoked and expired keys. Newest first. */
export const listApiKeys = (
  db: Database,
  { practiceId }: InPractice,
  input: ListApiKeys,
): Promise<ApiKeyPage> => pageById(input, (place) => page(db).execute({ practiceId, ...place }));

/** Not a bcrypt hash, so that no password matches it. */
const noPassword = "none: acts by API keys alone";

/** Creates a service with its own account, so that its calls are not attributed to the key's creator. */
export async function insertApiKey(
  db: Database,
  { practiceId, accountId: createdBy }: Pick<Scope, "practiceId" | "accountId">,
  { key, name, permissions, dialect = null, expiresAt = null }: CreateApiKey & { key: string },
): Promise<ApiKey> {
  const accountId = newId<AccountId>();
  await db.insert(account).values({
    id: accountId,
    kind: "service",
    name,
    passwordHash: noPassword,
    username: `service-${accountId}`,
    email: `${accountId}@service.invalid`,
  });
  const id = newId<ApiKeyId>();
  const own = { practiceId, id, accountId, createdBy, name, permissions, dialect, expiresAt };
  await db.insert(apiKey).values({ ...own, hint: hintOf(key), hash: hashOfApiKey(key) });
  // Citus refuses to return the creator's name from the insert.
  const [inserted] = await db.select(shown).from(apiKey).where(eq(apiKey.id, id));
  if (!inserted) throw new Error("The API key was not created");
  return inserted;
}

const revocation = {
  revokedAt: sql`now()`,
  updatedAt: sql`now()`,
  version: sql`${apiKey.version} + 1`,
};

const isUnrevoked = ({ practiceId }: InPractice, id: ApiKeyId) =>
  and(eq(apiKey.practiceId, practiceId), eq(apiKey.id, id), isNull(apiKey.revokedAt));

/** Locks a key. Rejects with `API_KEY_NOT_FOUND`, also for a revoked one, and with `STALE_VERSION`. */
export async function lockApiKey(
  db: Database,
  scope: InPractice,
  { id, expectedVersion }: { id: ApiKeyId; expectedVersion: ExpectedVersion },
): Promise<ApiKey> {
  const [found] = await db.select(shown).from(apiKey).where(isUnrevoked(scope, id)).for("no key update");
  if (!found) throw new DomainError("API_KEY_NOT_FOUND");
  requireVersion(found, expectedVersion, { kind: "apiKey" });
  return found;
}

/** Undefined fields are unchanged. */
type ApiKeyChanges = {
  name?: string | undefined;
  permissions?: string[] | undefined;
  dialect?: ApiKey["dialect"] | undefined;
  expiresAt?: string | null | undefined;
  key?: string;
};

/** Changes a locked key. Notifies every process, so that none uses the old key or permissions. */
export async function changeApiKey(
  db: Database,
  { practiceId }: InPractice,
  { locked, changes }: { locked: ApiKey; changes: ApiKeyChanges },
): Promise<ApiKey> {
  const { key, ...fields } = changes;
  const [changed] = await db
    .update(apiKey)
    .set({
      ...fields,
      ...(key !== undefined && { hint: hintOf(key), hash: hashOfApiKey(key) }),
      updatedAt: sql`now()`,
      version: locked.version + 1,
    })
    .where(and(eq(apiKey.practiceId, practiceId), eq(apiKey.id, locked.id)))
    .returning(shown);
  if (!changed) throw new Error("A locked API key has disappeared");
  if (fields.name !== undefined)
    await db.update(account).set({ name: fields.name }).where(eq(account.id, locked.accountId));
  await announce(db, { account: locked.accountId });
  return changed;
}

/** Rejects with `API_KEY_NOT_FOUND`. */
export async function revokeApiKey(db: Database, scope: InPractice, id: ApiKeyId): Promise<void> {
  await revoke(db, isUnrevoked(scope, id));
}

export type RevokedKey = { id: ApiKeyId; accountId: AccountId; practiceId: PracticeId };

const keyIds = { id: apiKey.id, accountId: apiKey.accountId, practiceId: apiKey.practiceId };

async function revoke(db: Database, which: SQL | undefined): Promise<RevokedKey> {
  return onlyRow(await revokeAll(db, which), "API_KEY_NOT_FOUND");
}

/** For a key of any practice. Rejects with `API_KEY_NOT_FOUND`. */
export const revokeAnyApiKey = (db: Database, id: ApiKeyId): Promise<RevokedKey> =>
  revoke(db, and(eq(apiKey.id, id), isNull(apiKey.revokedAt)));

/** Revokes the keys that an account has created, in all practices. Requires its lock, which creating a key also takes. */
export const revokeKeysCreatedBy = (db: Database, createdBy: AccountId): Promise<RevokedKey[]> =>
  revokeAll(db, and(eq(apiKey.createdBy, createdBy), isNull(apiKey.revokedAt)));

async function revokeAll(db: Database, which: SQL | undefined): Promise<RevokedKey[]> {
  const revoked = await db.update(apiKey).set(revocation).where(which).returning(keyIds);
  for (const { accountId } of revoked) await announce(db, { account: accountId });
  return revoked;
}

/** Rejects with `API_KEY_NOT_FOUND`, `STALE_VERSION`, or `INVALID_INPUT` for what the caller cannot grant. */
export async function updateApiKey(
  { db, scope, audit }: ChangeContext,
  { id, expectedVersion, ...asked }: UpdateApiKey,
): Promise<ApiKey> {
  await lockMembersWith(db, scope, "api-key:manage");
  const locked = await lockApiKey(db, scope, { id, expectedVersion });
  const changes = changesTo(locked, asked);
  if (Object.keys(changes).length === 0) return unchanged(audit, locked);
  requireGrantable(changes, { held: scope.permissions, had: locked.permissions, now: currentTime() });
  return changeApiKey(db, scope, { locked, changes });
}

type Asked = Omit<UpdateApiKey, "id" | "expectedVersion">;

/** The requested changes that differ from the current key. */
function changesTo({ name, permissions, dialect, expiresAt }: ApiKey, asked: Asked): Asked {
  const isSameExpiry =
    asked.expiresAt === expiresAt ||
    (asked.expiresAt && expiresAt && Date.parse(asked.expiresAt) === Date.parse(expiresAt));
  const arePermissionsSame = isDeepStrictEqual(asked.permissions?.toSorted(), permissions.toSorted());
  return {
    ...(asked.name !== undefined && asked.name !== name && { name: asked.name }),
    ...(asked.dialect !== undefined && asked.dialect !== dialect && { dialect: asked.dialect }),
    ...(asked.permissions && !arePermissionsSame && { permissions: asked.permissions }),
    ...(asked.expiresAt !== undefined && !isSameExpiry && { expiresAt: asked.expiresAt }),
  };
}
