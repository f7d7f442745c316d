import { startThrowawayCluster, type ThrowawayCluster } from "../embedded/index.ts";
import { migrate } from "../migrate.ts";
import { findSnapshot, keepSnapshot, type SnapshotCache } from "./cluster-snapshot.ts";
import { templateName } from "./names.ts";

/** Starts a throw-away cluster with a migrated template database, from a snapshot if there is one. */
export async function startMigratedCluster(cache: SnapshotCache): Promise<ThrowawayCluster> {
  const snapshot = findSnapshot(cache);
  const cluster = await startThrowawayCluster({ snapshot });
  if (!snapshot) await cluster.createDatabase(templateName);
  // A snapshot of last month lacks the audit's newest partitions.
  await migrate(Object.assign(new URL(cluster.url), { pathname: `/${templateName}` }).href);
  if (!snapshot) await keepSnapshot(cache, cluster);
  return cluster;
}
