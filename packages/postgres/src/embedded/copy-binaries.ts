import { createHash } from "node:crypto";
import { chmodSync, lstatSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Copies PostgreSQL to a folder that every user can read, once per version. Only root owns it and can write to it. A
 * folder of that name with other permissions or contents is not used.
 */
export async function copyBinaries(binaries: string, isUsable: (copy: string) => Promise<boolean>) {
  const manifest = readFileSync(path.join(binaries, "..", "package.json"));
  const name = `caretype-postgres-${createHash("sha256").update(manifest).digest("hex").slice(0, 16)}`;
  for (const parent of new Set([tmpdir(), "/tmp", "/var/tmp", "/opt", "/dev/shm"])) {
    const wanted = path.join(parent, name);
    const copy = isTrusted(wanted, binaries) ? wanted : await makeCopy(binaries, wanted);
    if (copy && (await isUsable(copy))) return copy;
  }
  throw new Error(
    `The user of the embedded database cannot run PostgreSQL in ${binaries} or in a temporary folder. ` +
      "Install where every user can read, start as a user other than root, or set DATABASE_URL.",
  );
}

/** Copies to a temporary name, then renames, so that concurrent starts never see a partial copy. */
async function makeCopy(binaries: string, wanted: string): Promise<string | undefined> {
  const draft = await mkdtemp(`${wanted}-`).catch(() => undefined);
  if (draft === undefined) return undefined;
  try {
    await cp(binaries, draft, { recursive: true, verbatimSymlinks: true });
    for (const [file, { mode }] of treeOf(draft)) chmodSync(file, mode & 0o100 ? 0o755 : 0o644);
    chmodSync(draft, 0o755);
    // A cleaner of temporary files may have removed parts of an older copy. Another start may already run from a new
    // one. The check and the move are therefore synchronous.
    if (isOwnedByRoot(wanted) && !isTrusted(wanted, binaries)) renameSync(wanted, `${draft}-old`);
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
  if (!isOwnedByRoot(copy)) return false;
  const sizes = (root: string) =>
    [...treeOf(root)].map(([file, { size }]) => `${path.relative(root, file)} ${size}`).sort();
  return sizes(copy).join("\n") === sizes(binaries).join("\n");
}

function isOwnedByRoot(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return false;
  return found.uid === 0 && (found.mode & 0o022) === 0;
}

/** Everything below a folder except symbolic links, with modes and file sizes. */
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
