import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A file's text, and what it is to become; null: there is none. */
export type Change = { path: string; before: string | null; after: string };

export const textOf = (file: string): string | null => (existsSync(file) ? readFileSync(file, "utf8") : null);

/**
 * Writes all changes, or none.
 *
 * @throws {Error} if a file has changed in the meantime, or cannot be written. Nothing is written then.
 */
export function writeAll(root: string, changes: readonly Change[]): void {
  const changed = changes.filter(({ path, before }) => textOf(join(root, path)) !== before);
  if (changed.length > 0) {
    const paths = changed.map(({ path }) => path).join(", ");
    throw new Error(`Nothing was written, because somebody else has just changed ${paths}. Run it again.`);
  }
  const undoing: (() => void)[] = [];
  try {
    for (const { path, before, after } of changes) {
      const file = join(root, path);
      const folder = mkdirSync(dirname(file), { recursive: true });
      if (folder !== undefined) undoing.push(() => rmSync(folder, { recursive: true }));
      undoing.push(() => (before === null ? rmSync(file, { force: true }) : writeFileSync(file, before)));
      writeFileSync(file, after);
    }
  } catch (error) {
    for (const undo of undoing.toReversed()) undo();
    throw error;
  }
}
