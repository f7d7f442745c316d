import type { ConnectionTraits, Serving } from "@caretype/db";
import type { Logger } from "../log/logger.ts";
import type { Settings } from "../settings/settings.ts";

type Route = Pick<Settings, "databaseUrl" | "databasePrepare" | "databaseDirectUrl">;

/**
 * Where notifications are heard; null where a pooler is in between, which gives a connection to others after each
 * transaction. Also finds out whether connections work as they will be used.
 * @throws {SessionNotKept} where DATABASE_PREPARE has to be false.
 */
export async function urlToListenAt(url: string, settings: Route, logger: Logger): Promise<string | null> {
  const { isPooled } = await examineRoute(url, settings);
  const { databaseDirectUrl: directUrl, databasePrepare: prepare } = settings;
  if (directUrl === null) {
    // Some poolers cannot be told from a server.
    if (!isPooled && prepare) return url;
    logger.info("behind a pooler without DATABASE_DIRECT_URL: sessions are looked up each second");
    return null;
  }
  if (!(await examineDirectly(directUrl)).isPooled) return directUrl;
  logger.warn("DATABASE_DIRECT_URL leads to a pooler, too: sessions are looked up each second");
  return null;
}

/** @throws {SessionNotKept} where DATABASE_PREPARE has to be false. */
export async function examineRoute(
  url: string,
  { databaseUrl, databasePrepare: prepare }: Route,
): Promise<ConnectionTraits> {
  // The embedded one is ours, and nothing is in between.
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
    throw new DatabaseUnavailable("This is of DATABASE_DIRECT_URL.", { cause: error.cause });
  }
}

/** Migrates the database itself; what it says of who serves is of the user that serves, who may be another one. */
export async function migrateAt(
  url: string,
  { databaseDirectUrl }: Pick<Settings, "databaseDirectUrl">,
): Promise<Serving> {
  const { migrate } = await import("@caretype/db");
  if (databaseDirectUrl !== null) await migrate(databaseDirectUrl);
  return migrate(url);
}
