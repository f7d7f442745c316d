import { knownDialect } from "@caretype/core/kernel/field/dialect";
import type { AccountId, SessionId } from "@caretype/core/kernel/field/ids";
import { elapsedTime } from "@caretype/core/kernel/field/time";
import { grantable } from "@caretype/core/kernel/permissions/permissions";
import { type Database, type DatabaseHandle, prepared } from "@caretype/db";
import { account, apiKey, practice } from "@caretype/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { FoundPrincipal } from "./cache.ts";

const serviceByKey = prepared(["hash"], (db) =>
  db
    .select({
      accountId: apiKey.accountId,
      sessionId: sql<SessionId>`${apiKey.id}`,
      practiceId: apiKey.practiceId,
      timeZone: practice.timeZone,
      dialect: sql`coalesce(${apiKey.dialect}, ${practice.dialect})`.mapWith(knownDialect),
      permissions: apiKey.permissions,
      endsInSeconds: sql<number | null>`extract(epoch from ${apiKey.expiresAt} - now())::float8`,
      unusedSeconds: sql<number | null>`extract(epoch from now() - ${apiKey.lastUsedAt})::float8`,
    })
    .from(apiKey)
    .innerJoin(account, eq(account.id, apiKey.accountId))
    .innerJoin(practice, eq(practice.id, apiKey.practiceId))
    .where(
      and(
        eq(apiKey.hash, sql.placeholder("hash")),
        isNull(apiKey.revokedAt),
        sql`coalesce(${apiKey.expiresAt} > now(), true)`,
        account.isActive,
      ),
    ),
);

/** The service of a key. Null if the key was revoked or replaced, or has expired. */
export async function findService(db: Database, hash: Buffer): Promise<FoundPrincipal | null> {
  const askedAt = elapsedTime();
  const [found] = await serviceByKey(db).execute({ hash });
  if (!found) return null;
  const { permissions, endsInSeconds, unusedSeconds, ...ids } = found;
  return {
    principal: {
      kind: "service",
      ...ids,
      // Permissions that can no longer be granted have no effect.
      permissions: new Set(grantable.filter((permission) => permissions.includes(permission))),
    },
    endsAt: askedAt + (endsInSeconds ?? Number.POSITIVE_INFINITY) * 1000,
    usedAt: askedAt - (unusedSeconds ?? Number.POSITIVE_INFINITY) * 1000,
  };
}

/** By account, as there is no index on key ids alone. Each service has one key. */
const noteUse = prepared(["ids"], (db) =>
  db
    .update(apiKey)
    .set({ lastUsedAt: sql`now()` })
    .where(
      sql`(${apiKey.practiceId}, ${apiKey.id}) in (${db
        .select({ practiceId: apiKey.practiceId, id: apiKey.id })
        .from(apiKey)
        .where(
          and(
            sql`${apiKey.accountId} = any(${sql.placeholder("ids")}::uuid[])`,
            sql`coalesce(${apiKey.lastUsedAt} <= now() - interval '1 minute', true)`,
          ),
        )
        .orderBy(apiKey.id)
        .for("update", { skipLocked: true })})`,
    ),
);

/** `ids`: accounts of the services. Skips rows that another process has written or locked. */
export async function recordServicesUse(
  database: Pick<DatabaseHandle, "transaction">,
  ids: AccountId[],
): Promise<void> {
  await database.transaction((tx) => noteUse(tx).execute({ ids }));
}
