import { migrate } from "@caretype/db";
import { findSnapshot, keepSnapshot, type SnapshotCache } from "./cluster-snapshot.ts";
import { installMovableClock } from "./movable-clock.ts";
import { type Template, templates } from "./names.ts";
import { startThrowawayCluster, type ThrowawayCluster } from "./throwaway.ts";

/** Starts a throw-away cluster with these migrated databases, from a snapshot if there is one. */
export async function startMigratedCluster(
  cache: SnapshotCache,
  wanted: readonly Template[],
): Promise<ThrowawayCluster> {
  const snapshot = findSnapshot(cache);
  const cluster = await startThrowawayCluster({ snapshot });
  for (const template of wanted) {
    const name = templates[template];
    const url = Object.assign(new URL(cluster.url), { pathname: `/${name}` }).href;
    if (!snapshot) await cluster.createDatabase(name);
    if (!snapshot && template === "movableClock") await installMovableClock(url);
    // A snapshot of last month lacks the audit's newest partitions.
    await migrate(url);
  }
  if (!snapshot) await keepSnapshot(cache, cluster);
  return cluster;
}
