import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A file's text before and after the change. Null: the file does not exist. */
export type Change = { path: string; before: string | null; after: string | null };

export const textOf = (file: string): string | null => (existsSync(file) ? readFileSync(file, "utf8") : null);

/**
 * Writes all changes, or none.
 *
 * @throws {Error} if a file has changed in the meantime, or cannot be written. Then nothing is written.
 */
export function writeAll(root: string, changes: readonly Change[]): void {
  const changed = changes.filter(({ path, before }) => textOf(join(root, path)) !== before);
  if (changed.length > 0) {
    const paths = changed.map(({ path }) => path).join(", ");
    throw new Error(`Nothing was written, because ${paths} changed in the meantime. Run it again.`);
  }
  const rollbacks: (() => void)[] = [];
  try {
    for (const { path, before, after } of changes) {
      const file = join(root, path);
      const folder = mkdirSync(dirname(file), { recursive: true });
      if (folder !== undefined) rollbacks.push(() => rmSync(folder, { recursive: true }));
      rollbacks.push(() => (before === null ? rmSync(file, { force: true }) : writeFileSync(file, before)));
      if (after === null) rmSync(file);
      else writeFileSync(file, after);
    }
  } catch (error) {
    for (const rollback of rollbacks.toReversed()) rollback();
    throw error;
  }
}
