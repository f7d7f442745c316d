import { fileURLToPath } from "node:url";
import { readMigrations } from "@caretype/db";
import { startMigratedCluster } from "./migrated-cluster.ts";
import { clusterVariable } from "./test-database.ts";

const fromHere = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const cache = {
  folder: fromHere("../../../node_modules/.cache/caretype-test-cluster"),
  ingredients: [
    ".",
    "../../db/src",
    "../../db/migrations",
    "../../postgres/src",
    "../../../pnpm-lock.yaml",
  ].map(fromHere),
};

/**
 * vitest's global set-up for projects with a database.
 * The first of them starts one throw-away cluster for the run, with a migrated template database.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[clusterVariable]) return undefined;
  requireMigrations();
  const cluster = await startMigratedCluster(cache, ["plain", "movableClock"]);
  process.env[clusterVariable] = cluster.url;
  return () => cluster.stop();
}

/** Prints the problem first, as vitest prints it below a trace and the patterns of all files. */
function requireMigrations(): void {
  try {
    readMigrations();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    throw error;
  }
}
