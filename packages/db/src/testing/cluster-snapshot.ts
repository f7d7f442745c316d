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
import { fileURLToPath } from "node:url";
import type { ClusterSnapshot, ThrowawayCluster } from "../embedded/index.ts";

const fromHere = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const cacheFolder = fromHere("../../../../node_modules/.cache/caretype-test-cluster");
/** Everything that decides what a migrated cluster contains, PostgreSQL's version included. */
const ingredients = ["../../src", "../../migrations", "../../../../pnpm-lock.yaml"].map(fromHere);
/** Switching between a few branches should not start from nothing each time. */
const keptSnapshots = 3;

/**
 * A stopped cluster with a migrated template, kept between runs: copying one takes a fraction of the time of
 * initdb and all migrations. Returns undefined if there is none for this version of the sources.
 */
export function findSnapshot(): ClusterSnapshot | undefined {
  const folder = snapshotFolder();
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
export async function keepSnapshot(cluster: ThrowawayCluster): Promise<void> {
  mkdirSync(cacheFolder, { recursive: true });
  const draft = mkdtempSync(path.join(cacheFolder, "draft-"));
  await cluster.copyTo(dataFolder(draft));
  writeFileSync(passwordFile(draft), cluster.password, { mode: 0o600 });
  try {
    renameSync(draft, snapshotFolder());
  } catch {
    // A concurrent run was faster.
    rmSync(draft, { recursive: true, force: true });
  }
  const byAge = readdirSync(cacheFolder)
    .map((name) => path.join(cacheFolder, name))
    .sort((one, two) => statSync(two).mtimeMs - statSync(one).mtimeMs);
  for (const old of byAge.slice(keptSnapshots)) rmSync(old, { recursive: true, force: true });
}

const dataFolder = (folder: string) => path.join(folder, "data");
const passwordFile = (folder: string) => path.join(folder, "password");

function snapshotFolder(): string {
  const hash = createHash("sha256");
  for (const file of ingredients.flatMap(filesIn)) hash.update(file).update("\0").update(readFileSync(file));
  return path.join(cacheFolder, hash.digest("hex").slice(0, 16));
}

function filesIn(place: string): string[] {
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
