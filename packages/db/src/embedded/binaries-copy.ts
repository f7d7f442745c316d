import { createHash } from "node:crypto";
import { chmodSync, lstatSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Copies PostgreSQL to a folder that every user can read, once for each version. The folder is root's and
 * nobody else can write to it: one by that name that is not so was put there by somebody, and is not used.
 */
export async function copyForOthers(binaries: string, isUsable: (copy: string) => Promise<boolean>) {
  const manifest = readFileSync(path.join(binaries, "..", "package.json"));
  const name = `caretype-postgres-${createHash("sha256").update(manifest).digest("hex").slice(0, 16)}`;
  for (const parent of new Set([tmpdir(), "/tmp", "/var/tmp", "/opt", "/dev/shm"])) {
    const wanted = path.join(parent, name);
    const copy = isTrusted(wanted, binaries) ? wanted : await makeCopy(binaries, wanted);
    if (copy && (await isUsable(copy))) return copy;
  }
  throw new Error(
    `The user "nobody" can run PostgreSQL neither in ${binaries} nor in a temporary folder. ` +
      "Install where every user can read, start as another user than root, or set DATABASE_URL.",
  );
}

/** Made under a name of its own and renamed when whole, so that two starts cannot meet in it. */
async function makeCopy(binaries: string, wanted: string): Promise<string | undefined> {
  const draft = await mkdtemp(`${wanted}-`).catch(() => undefined);
  if (draft === undefined) return undefined;
  try {
    await cp(binaries, draft, { recursive: true, verbatimSymlinks: true });
    for (const [file, { mode }] of treeOf(draft)) chmodSync(file, mode & 0o100 ? 0o755 : 0o644);
    chmodSync(draft, 0o755);
    // A cleaner of temporary files may have taken a part of an older copy; another start may have made a whole one
    // meanwhile, and runs from it already. Nothing is awaited between the look and the move.
    if (isRoots(wanted) && !isTrusted(wanted, binaries)) renameSync(wanted, `${draft}-old`);
    await rm(`${draft}-old`, { recursive: true, force: true });
  } catch {
    await rm(draft, { recursive: true, force: true });
    return undefined;
  }
  const renamed = await rename(draft, wanted).then(
    () => true,
    () => false,
  );
  if (renamed) return wanted;
  if (!isTrusted(wanted, binaries)) return draft;
  await rm(draft, { recursive: true, force: true });
  return wanted;
}

function isTrusted(copy: string, binaries: string): boolean {
  if (!isRoots(copy)) return false;
  const sizes = (root: string) =>
    [...treeOf(root)].map(([file, { size }]) => `${path.relative(root, file)} ${size}`).sort();
  return sizes(copy).join("\n") === sizes(binaries).join("\n");
}

function isRoots(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return false;
  return found.uid === 0 && (found.mode & 0o022) === 0;
}

/** Everything below a folder but symbolic links, with mode and, for files, size. */
function treeOf(root: string) {
  const tree = new Map<string, { mode: number; size: number }>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const { mode, size } = lstatSync(file);
    tree.set(file, { mode, size: entry.isDirectory() ? 0 : size });
  }
  return tree;
}
