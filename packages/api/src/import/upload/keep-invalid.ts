import type { Database } from "@caretype/db";
import type { ImportProblems, RowProblem } from "../problems.ts";
import { readParts } from "./parts.ts";
import type { UploadKey } from "./queries.ts";
import {
  cellsToContent,
  clearProblems,
  findKeptBetween,
  type KeptRow,
  saveInvalid,
  summarizeKept,
} from "./row-queries.ts";
import { uploadLimits } from "./schema.ts";

export type InvalidRow = Omit<KeptRow, "version">;

type Invalid = ReadonlyMap<number, readonly RowProblem[]>;

/**
 * Collects the rows that have problems, with all their cells. Null if the problems are not those of single rows,
 * or the rows are too many or too large.
 */
export async function collectInvalid(
  db: Database,
  key: UploadKey & { file: string },
  problems: Pick<ImportProblems, "rows">,
): Promise<InvalidRow[] | null> {
  if (!problems.rows) return null;
  return readInvalid(db, key, problems.rows);
}

async function readInvalid(
  db: Database,
  { practiceId, id, file }: UploadKey & { file: string },
  invalid: Invalid,
): Promise<InvalidRow[] | null> {
  const found: InvalidRow[] = [];
  let bytes = 0;
  for await (const { rows } of readParts(db, { practiceId, uploadId: id, file })) {
    if (found.length === invalid.size) break;
    const [first, last] = [rows[0]?.line ?? 0, rows.at(-1)?.line ?? 0];
    const kept = await findKeptBetween(db, { practiceId, id }, { first, last });
    for (const { line, cells: sent } of rows) {
      const its = invalid.get(line);
      if (!its) continue;
      const cells = kept.get(line)?.cells ?? sent;
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
  file: string;
  /** The run left out the rows with problems, so theirs are still known. */
  keepsOthers: boolean;
};

/** Stores the rows with problems in place of those of an earlier check. */
export async function keepInvalid(
  db: Database,
  key: UploadKey,
  { rows, version, file, keepsOthers }: Keeping,
) {
  if (!keepsOthers || !rows) await clearProblems(db, key);
  if (!rows) return { invalidRows: null };
  await saveInvalid(
    db,
    key,
    rows.map((row) => ({ ...row, version })),
  );
  return summarizeKept(db, key, file);
}
