import type { ConnectionTraits, ServerRoleStatus } from "@caretype/db";
import { parseDatabaseUrl } from "@caretype/db/address";
import type { Logger } from "../log/logger.ts";
import { isLoopback } from "../settings/setting-fields.ts";
import type { Settings } from "../settings/settings.ts";

type ConnectionSettings = Pick<Settings, "databaseUrl" | "databasePrepare" | "databaseDirectUrl">;

/**
 * Returns the URL for notifications, or null behind a pooler, which changes connections after each transaction.
 * Also checks that connections work with these settings.
 * @throws {SessionStateUnsupported} if DATABASE_PREPARE must be false.
 */
export async function findListenUrl(
  url: string,
  settings: ConnectionSettings,
  logger: Logger,
): Promise<string | null> {
  const { isPooled } = await checkConnection(url, settings);
  const { databaseDirectUrl: directUrl, databasePrepare: prepare } = settings;
  if (directUrl === null) {
    // Some poolers pass for a server.
    if (!isPooled && prepare) return url;
    logger.info(withoutDirectUrl);
    return null;
  }
  if (!(await inspectDirectly(directUrl)).isPooled) return directUrl;
  logger.warn(pooledDirectUrl);
  return null;
}

export const pooledDirectUrl =
  "DATABASE_DIRECT_URL also leads to a pooler: sessions are checked every second";

export const withoutDirectUrl =
  "behind a pooler without DATABASE_DIRECT_URL: sessions are checked every second";

/** @throws {SessionStateUnsupported} if DATABASE_PREPARE must be false. */
export async function checkConnection(
  url: string,
  { databaseUrl, databasePrepare: prepare }: ConnectionSettings,
): Promise<ConnectionTraits> {
  // The embedded database has no pooler.
  if (databaseUrl === null) return { isPooled: false };
  const { inspectConnection } = await import("@caretype/db");
  return inspectConnection(url, { prepare });
}

/** @throws {DatabaseUnavailable} with the name of the setting. */
export async function inspectDirectly(directUrl: string): Promise<ConnectionTraits> {
  const { DatabaseUnavailable, inspectConnection } = await import("@caretype/db");
  try {
    return await inspectConnection(directUrl, { prepare: false });
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    throw new DatabaseUnavailable("The address is from DATABASE_DIRECT_URL.", { cause: error.cause });
  }
}

/** Migrates over a direct connection. Returns facts about the server's own user, who may be another one. */
export async function migrateDirectly(
  url: string,
  { databaseDirectUrl }: Pick<Settings, "databaseDirectUrl">,
): Promise<ServerRoleStatus> {
  const { migrate } = await import("@caretype/db");
  if (databaseDirectUrl !== null) await migrate(databaseDirectUrl);
  return migrate(url);
}

/** Returns why the server's user could change the audit, and what to do. Undefined: it can only insert. */
export function describeWeakGuard(
  { role, isSeparateUser }: ServerRoleStatus,
  { databasePrepare }: Pick<Settings, "databasePrepare">,
): string | undefined {
  if (isSeparateUser) return undefined;
  if (role === null) return guardedByTriggerOnly;
  return databasePrepare ? undefined : guardedInTransactionsOnly;
}

const guardedByTriggerOnly =
  "the audit is guarded only by a trigger: the database's user can neither create nor assume the role caretype_server. " +
  "A superuser can run: create role caretype_server; grant caretype_server to …";

const guardedInTransactionsOnly =
  "behind PgBouncer, only transactions and searches assume the role caretype_server. Run `caretype migrate` as the " +
  "owner, and give the server a user that has only this role";

/** Without `sslmode`, passwords and patient data cross the network unencrypted, which must be a deliberate choice. */
export function warnUnencryptedDatabase(databaseUrl: string, logger: Logger): void {
  const { host, ssl } = parseDatabaseUrl(databaseUrl);
  const isDecided = /[?&]ssl(?:mode)?=/i.test(databaseUrl);
  if (isLoopback(host) || isDecided || ssl !== false) return;
  logger.warn(
    { host },
    "the connection to the database is not encrypted, because sslmode is not set: use sslmode=verify-full, " +
      "or sslmode=disable on a trusted network",
  );
}
