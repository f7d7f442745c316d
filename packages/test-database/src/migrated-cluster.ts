import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { migrate } from "@caretype/db";
import { installMovableClock } from "./movable-clock.ts";
import { type Template, templates } from "./test-database.ts";
import { type ClusterSnapshot, startThrowawayCluster, type ThrowawayCluster } from "./throwaway.ts";

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

/** Where snapshots are kept. */
export type SnapshotCache = {
  folder: string;
  /** Files and folders that decide what a migrated cluster contains, PostgreSQL's version included. */
  ingredients: readonly string[];
};

/** Switching between a few branches should not start from nothing each time. */
const keptSnapshots = 3;

/**
 * A stopped cluster with a migrated template, kept between runs: copying one takes a fraction of the time of
 * initdb and all migrations. Returns undefined if there is none for this version of the sources.
 */
function findSnapshot(cache: SnapshotCache): ClusterSnapshot | undefined {
  const folder = snapshotFolder(cache);
  try {
    const password = readFileSync(passwordFile(folder), "utf8");
    const now = new Date();
    utimesSync(folder, now, now);
    return { data: dataFolder(folder), password };
  } catch {
    return undefined;
  }
}

/** Keeps the cluster as it is now for later runs. It is restarted for that. */
async function keepSnapshot(cache: SnapshotCache, cluster: ThrowawayCluster): Promise<void> {
  mkdirSync(cache.folder, { recursive: true });
  const draft = mkdtempSync(path.join(cache.folder, "draft-"));
  await cluster.copyTo(dataFolder(draft));
  writeFileSync(passwordFile(draft), cluster.password, { mode: 0o600 });
  try {
    renameSync(draft, snapshotFolder(cache));
  } catch {
    // A concurrent run was faster.
    rmSync(draft, { recursive: true, force: true });
  }
  const byAge = readdirSync(cache.folder)
    .map((name) => path.join(cache.folder, name))
    .sort((one, two) => statSync(two).mtimeMs - statSync(one).mtimeMs);
  for (const old of byAge.slice(keptSnapshots)) rmSync(old, { recursive: true, force: true });
}

const dataFolder = (folder: string) => path.join(folder, "data");
const passwordFile = (folder: string) => path.join(folder, "password");

function snapshotFolder({ folder, ingredients }: SnapshotCache): string {
  const hash = createHash("sha256");
  for (const file of ingredients.flatMap(filesIn)) hash.update(file).update("\0").update(readFileSync(file));
  return path.join(folder, hash.digest("hex").slice(0, 16));
}

function filesIn(place: string): string[] {
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
