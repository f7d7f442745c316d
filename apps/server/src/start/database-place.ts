import { join } from "node:path";
import type { Settings } from "../settings/settings.ts";

/** Where the database is, and what is to be done when it is no longer needed. */
export type DatabasePlace = { url: string; release(): Promise<void> };

const nothing = async () => undefined;

const folderIn = (dataDirectory: string) => join(dataDirectory, "postgres");

/**
 * The embedded database, started: for the server. `onRestart`: called after each restart of one that died;
 * with the error when it failed, and will be tried again.
 */
export async function startDatabase(
  { databaseUrl, dataDirectory }: Settings,
  onRestart?: (error?: unknown) => void,
): Promise<DatabasePlace> {
  if (databaseUrl !== null) return { url: databaseUrl, release: nothing };
  const { startEmbeddedPostgres } = await import("@caretype/db/embedded");
  const embedded = await startEmbeddedPostgres({
    directory: folderIn(dataDirectory),
    ...(onRestart && { onRestart }),
  });
  return { url: embedded.url, release: () => embedded.stop() };
}

/** For a command: beside a server that runs on the same data folder its database is used, and left running. */
export async function attachDatabase(settings: Settings): Promise<DatabasePlace> {
  if (settings.databaseUrl === null) {
    const { attachEmbeddedPostgres } = await import("@caretype/db/embedded");
    const running = await attachEmbeddedPostgres({ directory: folderIn(settings.dataDirectory) });
    if (running) return { url: running.url, release: nothing };
  }
  return startDatabase(settings);
}
