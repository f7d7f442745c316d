import { linkSync, lstatSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import path from "node:path";
import { nodeCodeOf } from "@caretype/db/node-code";

/** Long enough for a concurrent start to finish with its own draft. */
const draftMilliseconds = 60_000;

/**
 * Returns the lock's text, or undefined if there is no lock.
 * @throws if the path is not a readable file.
 */
export function readLock(file: string): string | undefined {
  try {
    const found = lstatSync(file, { throwIfNoEntry: false });
    if (!found) return undefined;
    // Checked without opening it: opening a pipe would block.
    if (!found.isFile()) throw new Error("not a file");
    return readFileSync(file, "utf8");
  } catch (cause) {
    if (nodeCodeOf(cause) === "ENOENT") return undefined;
    throw new Error(unusableLock(file, cause), { cause });
  }
}

export const unusableLock = (file: string, cause?: unknown) =>
  `The lock ${file} cannot be used${cause instanceof Error ? ` (${cause.message})` : ""}: remove it, or allow Caretype to read and replace it.`;

export function linkIfAbsent(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (nodeCodeOf(error) === "EEXIST") return false;
    throw error;
  }
}

export function touch(file: string) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // The folder was removed with the lock.
  }
}

/** Removes drafts left by starts killed while taking the lock. */
export function removeDrafts(file: string) {
  const folder = path.dirname(file);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${path.basename(file)}.`)) continue;
    const draft = path.join(folder, name);
    try {
      if (Date.now() - statSync(draft).mtimeMs > draftMilliseconds) rmSync(draft, { force: true });
    } catch {
      // Harmless.
    }
  }
}
