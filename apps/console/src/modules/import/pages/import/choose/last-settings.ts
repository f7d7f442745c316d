import type { TableSettings } from "@caretype/import/source/table/schema";
import type { Records } from "./guess-mapping.ts";

type Chosen = { records: Records; settings: TableSettings };

let last: Chosen | null = null;

/** Remembers column names, in memory only, for the next attempt with a corrected file. */
export function rememberSettings(chosen: Chosen): void {
  last = chosen;
}

/** Null if the file lacks one of the columns. */
export function rememberedSettings(columns: readonly string[]): Chosen | null {
  if (!last) return null;
  const { mapping, identifier } = last.settings;
  const needed = [...Object.values(mapping), ...(identifier ? [identifier.column] : [])];
  return needed.every((column) => column === undefined || columns.includes(column)) ? last : null;
}
