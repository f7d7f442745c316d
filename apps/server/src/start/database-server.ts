import { existsSync } from "node:fs";
import { join } from "node:path";
import { databaseFolder, type Settings } from "../settings/settings.ts";

export type DatabaseServer = { url: string; release(): Promise<void> };

const nothing = async () => undefined;

/** Whether its log is archived. Also true right after archiving ends, while PostgreSQL still keeps the log. */
export const keepsLog = ({ databaseUrl, dataDirectory, walArchive }: Settings): boolean =>
  databaseUrl === null &&
  (walArchive !== null || existsSync(join(databaseFolder(dataDirectory), "wal-archive.json")));

/**
 * Starts the embedded database for the server, unless there is a `databaseUrl`. `onRestart` is called after each
 * restart of a dead database, or with the error of a failed restart, which is retried.
 */
export async function startDatabase(
  { databaseUrl, dataDirectory }: Settings,
  onRestart?: (error?: unknown) => void,
): Promise<DatabaseServer> {
  if (databaseUrl !== null) return { url: databaseUrl, release: nothing };
  const { startEmbeddedPostgres } = await import("@caretype/postgres/embedded");
  const embedded = await startEmbeddedPostgres({
    directory: databaseFolder(dataDirectory),
    ...(onRestart && { onRestart }),
  });
  return { url: embedded.url, release: () => embedded.stop() };
}

/**
 * Starts the database for a command, or uses the running one of the same data folder. A database that commands
 * started ends with the last of them.
 */
export async function attachDatabase({ databaseUrl, dataDirectory }: Settings): Promise<DatabaseServer> {
  if (databaseUrl !== null) return { url: databaseUrl, release: nothing };
  const { attachOrStartPostgres } = await import("@caretype/postgres/embedded");
  const server = await attachOrStartPostgres({ directory: databaseFolder(dataDirectory) });
  return { url: server.url, release: () => server.leave() };
}
