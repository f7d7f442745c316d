import type { TableSettings } from "@caretype/api/import/table/schema";
import type { Records } from "./guess-mapping.ts";

type Chosen = { records: Records; settings: TableSettings };

let last: Chosen | null = null;

/** For who comes back with a file that they have corrected: names of columns, and of no patient, in memory only. */
export function keepSettings(chosen: Chosen): void {
  last = chosen;
}

/** Null where the file has not the same columns. */
export function settingsFor(columns: readonly string[]): Chosen | null {
  if (!last) return null;
  const { mapping, identifier } = last.settings;
  const needed = [...Object.values(mapping), ...(identifier ? [identifier.column] : [])];
  return needed.every((column) => column === undefined || columns.includes(column)) ? last : null;
}
