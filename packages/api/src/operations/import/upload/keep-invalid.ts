import type { Database } from "@caretype/db";
import type { ImportProblems } from "../pipeline/problems.ts";
import type { UploadKey } from "./queries.ts";
import {
  cellsToContent,
  clearProblems,
  type KeptPlace,
  type KeptRow,
  saveInvalid,
  summarizeKept,
} from "./row-queries.ts";
import { uploadLimits } from "./schema.ts";
import { correctedRows, partsOf, type UploadedFile, type UploadedFiles } from "./uploaded-rows.ts";

export type InvalidRow = Omit<KeptRow, "version">;

/**
 * Collects the rows that have problems, with all their cells. Null if the problems are not those of single rows,
 * or the rows are too many or too large.
 */
export async function collectInvalid(
  uploaded: UploadedFiles,
  file: UploadedFile,
  { rows: invalid }: Pick<ImportProblems, "rows">,
): Promise<InvalidRow[] | null> {
  if (!invalid) return null;
  const found: InvalidRow[] = [];
  let bytes = 0;
  for await (const { rows: sent } of partsOf(uploaded, file)) {
    if (found.length === invalid.size) break;
    const rows = sent.some(({ line }) => invalid.has(line)) ? await correctedRows(uploaded, sent) : [];
    for (const { line, cells } of rows) {
      const its = invalid.get(line);
      if (!its) continue;
      bytes += cellsToContent(cells).length;
      if (bytes > uploadLimits.invalidBytes) return null;
      found.push({ line, cells, problems: [...its] });
    }
  }
  return found;
}

type Keeping = {
  rows: readonly InvalidRow[] | null;
  version: number;
  place: KeptPlace;
  /** The run left out the rows with problems, so theirs are still known. */
  keepsOthers: boolean;
};

/** Stores the rows with problems in place of those of an earlier check. */
export async function keepInvalid(
  db: Database,
  key: UploadKey,
  { rows, version, place, keepsOthers }: Keeping,
) {
  if (!keepsOthers || !rows) await clearProblems(db, key);
  if (!rows) return { invalidRows: null };
  await saveInvalid(
    db,
    key,
    rows.map((row) => ({ ...row, version })),
  );
  return summarizeKept(db, key, place);
}
