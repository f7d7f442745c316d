import { startThrowawayCluster } from "../embedded/index.ts";
import { migrate } from "../migrate.ts";
import { clusterVariable, templateName } from "./names.ts";

/** vitest's global set-up: one throw-away cluster a run, with one migrated template database. */
export async function setup(): Promise<() => Promise<void>> {
  const cluster = await startThrowawayCluster();
  await migrate(await cluster.createDatabase(templateName));
  process.env[clusterVariable] = cluster.url;
  return () => cluster.stop();
}
