import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import path from "node:path";

/** A cache between runs, rebuilt when its ingredients change. */
export type Kept = {
  folder: string;
  /** Files and folders that determine its content, including the versions of packages. */
  ingredients: readonly string[];
};

/** Enough for switching between a few branches. */
const keptVersions = 3;

/** The folder for this version of the ingredients, if there is one. */
export function findKept(kept: Kept): string | undefined {
  const folder = versionOf(kept);
  if (!existsSync(folder)) return undefined;
  const now = new Date();
  utimesSync(folder, now, now);
  return folder;
}

/** Fills a folder for this version of the ingredients, and resolves to it. It appears when it is complete. */
export async function keep(kept: Kept, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = versionOf(kept);
  mkdirSync(kept.folder, { recursive: true });
  const draft = mkdtempSync(path.join(kept.folder, "draft-"));
  try {
    await fill(draft);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // A concurrent run was faster.
    if (!existsSync(folder)) throw error;
  }
  const byAge = readdirSync(kept.folder)
    .map((name) => path.join(kept.folder, name))
    .sort((one, two) => statSync(two).mtimeMs - statSync(one).mtimeMs);
  for (const old of byAge.slice(keptVersions)) rmSync(old, { recursive: true, force: true });
  return folder;
}

function versionOf({ folder, ingredients }: Kept): string {
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
