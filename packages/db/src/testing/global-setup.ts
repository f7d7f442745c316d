import { startThrowawayCluster } from "../embedded/index.ts";
import { migrate } from "../migrate.ts";
import { findSnapshot, keepSnapshot } from "./cluster-snapshot.ts";
import { clusterVariable, templateName } from "./names.ts";

/**
 * vitest's global set-up for projects with a database.
 * The first of them starts one throw-away cluster for the run, with a migrated template database.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[clusterVariable]) return undefined;
  const snapshot = findSnapshot();
  const cluster = await startThrowawayCluster({ snapshot });
  if (!snapshot) await cluster.createDatabase(templateName);
  // A snapshot of last month lacks the audit's newest partitions.
  await migrate(Object.assign(new URL(cluster.url), { pathname: `/${templateName}` }).href);
  if (!snapshot) await keepSnapshot(cluster);
  process.env[clusterVariable] = cluster.url;
  return () => cluster.stop();
}
