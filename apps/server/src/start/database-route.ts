import type { ConnectionTraits, Serving } from "@caretype/db";
import type { Logger } from "../log/logger.ts";
import type { Settings } from "../settings/settings.ts";

type Route = Pick<Settings, "databaseUrl" | "databasePrepare" | "databaseDirectUrl">;

/**
 * Returns the URL for notifications, or null behind a pooler, which changes connections after each transaction.
 * Also checks that connections work with these settings.
 * @throws {SessionNotKept} if DATABASE_PREPARE must be false.
 */
export async function urlToListenAt(url: string, settings: Route, logger: Logger): Promise<string | null> {
  const { isPooled } = await examineRoute(url, settings);
  const { databaseDirectUrl: directUrl, databasePrepare: prepare } = settings;
  if (directUrl === null) {
    // Some poolers look like a server.
    if (!isPooled && prepare) return url;
    logger.info("behind a pooler without DATABASE_DIRECT_URL: sessions are checked every second");
    return null;
  }
  if (!(await examineDirectly(directUrl)).isPooled) return directUrl;
  logger.warn("DATABASE_DIRECT_URL also leads to a pooler: sessions are checked every second");
  return null;
}

/** @throws {SessionNotKept} if DATABASE_PREPARE must be false. */
export async function examineRoute(
  url: string,
  { databaseUrl, databasePrepare: prepare }: Route,
): Promise<ConnectionTraits> {
  // Nothing is between us and the embedded database.
  if (databaseUrl === null) return { isPooled: false };
  const { examineConnection } = await import("@caretype/db");
  return examineConnection(url, { prepare });
}

async function examineDirectly(directUrl: string): Promise<ConnectionTraits> {
  const { DatabaseUnavailable, examineConnection } = await import("@caretype/db");
  try {
    return await examineConnection(directUrl, { prepare: false });
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    throw new DatabaseUnavailable("The address is from DATABASE_DIRECT_URL.", { cause: error.cause });
  }
}

/**
 * Migrates the database directly.
 * Returns facts about the server's own user, who may be another one.
 */
export async function migrateAt(
  url: string,
  { databaseDirectUrl }: Pick<Settings, "databaseDirectUrl">,
): Promise<Serving> {
  const { migrate } = await import("@caretype/db");
  if (databaseDirectUrl !== null) await migrate(databaseDirectUrl);
  return migrate(url);
}
