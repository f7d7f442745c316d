import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrationsFolder } from "@caretype/db";
import { installedBinaries } from "@caretype/postgres/embedded";
import { clusterVariable, startMigratedCluster } from "@caretype/test-database";

let starting: Promise<() => Promise<void>> | undefined;

/**
 * Starts the PostgreSQL that all backends of this process share, unless a global set-up did. It ends with the
 * process, even by kill -9.
 */
export async function ensureCluster(): Promise<void> {
  if (process.env[clusterVariable]) return;
  starting ??= startCluster();
  await starting.catch((error: unknown) => {
    starting = undefined;
    throw error;
  });
}

/**
 * Starts PostgreSQL, and resolves to a function that stops it. An environment variable tells other processes where it
 * is.
 */
export async function startCluster(): Promise<() => Promise<void>> {
  const cache = {
    folder: cacheFolder(),
    // The versions of the migrations, PostgreSQL and the kit.
    ingredients: [migrationsFolder, path.join(installedBinaries(), "../package.json"), import.meta.filename],
  };
  const cluster = await startMigratedCluster(cache, ["movableClock"]);
  process.env[clusterVariable] = cluster.url;
  return async () => {
    delete process.env[clusterVariable];
    await cluster.stop();
  };
}

/** In the app's own `node_modules` if there is one, like the caches of other tools. */
function cacheFolder(): string {
  const modules = path.resolve("node_modules");
  if (existsSync(modules)) return path.join(modules, ".cache/caretype-testing");
  return path.join(tmpdir(), `caretype-testing-${process.getuid?.() ?? "cache"}`);
}
