import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import type { PracticeId, UploadId } from "@caretype/core/kernel/field/ids";
import type { Database } from "@caretype/db";
import type { CalendarSource } from "../source/calendar/read-calendar.ts";
import { layoutOf, type WantedColumns, widthProblem } from "../source/column-layout.ts";
import type { ImportProblems, SourceRow } from "../source/problems.ts";
import {
  type SyntheaFile,
  type SyntheaRow,
  type SyntheaSource,
  syntheaColumns,
} from "../source/synthea/columns.ts";
import { cellsByKey } from "../source/table/settings.ts";
import { readParts, type UploadedPart } from "./parts.ts";
import type { UploadKey } from "./queries.ts";
import {
  cellsToContent,
  clearProblems,
  findKeptBetween,
  type KeptPlace,
  type KeptRow,
  saveInvalid,
  summarizeKept,
} from "./row-queries.ts";
import { type SentRow, uploadLimits } from "./schema.ts";

export type UploadedFiles = {
  db: Database;
  practiceId: PracticeId;
  uploadId: UploadId;
  files: readonly { file: string; columns: string[] }[];
  problems: ImportProblems;
  /** Leaves out the rows with known problems. */
  skipsInvalid: boolean;
  calendarOf: Pick<CalendarSource, "today" | "timeZone"> | null;
};

export type UploadedFile = { file: string; columns: string[] };

/** Yields the parts of a file. The rows of a calendar are its appointments. */
async function* partsOf(uploaded: UploadedFiles, { file }: UploadedFile): AsyncGenerator<UploadedPart> {
  if (!uploaded.calendarOf) return yield* readParts(uploaded.db, { ...uploaded, file });
  // Its libraries are loaded for the first calendar.
  const { calendarParts } = await import("./calendar-parts.ts");
  yield* calendarParts({ ...uploaded, ...uploaded.calendarOf, file });
}

/** The rows parsed between pauses. A part may have a mebibyte, and other requests must not wait for it. */
const batchRows = 100;

/** Yields the rows of a file that match its header's width. Reports the others as problems. */
async function* rowsOf(uploaded: UploadedFiles, { file, columns }: UploadedFile): AsyncGenerator<SentRow[]> {
  const { problems } = uploaded;
  for await (const { rows: sent, overlaps } of partsOf(uploaded, { file, columns })) {
    // Lets other work run while events are parsed.
    if (sent.length === 0) yield [];
    const line = sent[0]?.line ?? 0;
    if (overlaps) {
      const message: FieldMessage = "These lines overlap those of another part";
      problems.addUnreadable({ file, line, message, isOfFile: true });
      continue;
    }
    const rows = await correctedRows(uploaded, sent);
    for (let at = 0; at < rows.length; at += batchRows)
      yield rows.slice(at, at + batchRows).filter((row) => {
        if (row.cells.length === columns.length) return true;
        problems.addUnreadable({ file, line: row.line, ...widthProblem(columns, row.cells.length) });
        return false;
      });
  }
}

/** Applies corrections to the rows of a part. */
async function correctedRows(
  { db, practiceId, uploadId, files, skipsInvalid }: UploadedFiles,
  sent: SentRow[],
): Promise<SentRow[]> {
  // Only a table's rows can be corrected.
  if (files.length > 1) return sent;
  const lines = { first: sent[0]?.line ?? 0, last: sent.at(-1)?.line ?? 0 };
  const kept = await findKeptBetween(db, { practiceId, id: uploadId }, lines);
  if (kept.size === 0) return sent;
  return sent
    .filter(({ line }) => !(skipsInvalid && (kept.get(line)?.problems.length ?? 0) > 0))
    .map(({ line, cells }) => ({ line, cells: kept.get(line)?.cells ?? cells }));
}

/** Yields the rows of a plain table. `keys` maps each key to its column. */
export async function* tableRows(
  uploaded: UploadedFiles,
  keys: readonly (readonly [key: string, column: string])[],
): AsyncGenerator<SourceRow[]> {
  const [file] = uploaded.files;
  if (!file) return;
  const cellsOf = cellsByKey(keys, file.columns);
  for await (const rows of rowsOf(uploaded, file))
    yield rows.map(({ line, cells }) => ({ line, cells: cellsOf(cells) }));
}

/** Reads an uploaded Synthea export. */
export const syntheaSource = (uploaded: UploadedFiles): SyntheaSource => ({
  files: uploaded.files.map(({ file }) => file),
  async *rows<File extends SyntheaFile>(name: File): AsyncGenerator<SyntheaRow<File>[]> {
    const file = uploaded.files.find((each) => each.file === name);
    if (!file) return;
    const wanted: WantedColumns<SyntheaColumn<File>> = syntheaColumns[name];
    const { rowOf } = layoutOf(file.columns, wanted);
    for await (const rows of rowsOf(uploaded, file))
      yield rows.map(({ line, cells }) => ({ line, cells: rowOf(cells) }));
  },
});

type SyntheaColumn<File extends SyntheaFile> = keyof SyntheaRow<File>["cells"];

export type InvalidRow = Omit<KeptRow, "version">;

/**
 * Collects the rows with problems, with all their cells. Null if the problems are not those of single rows, or the
 * rows are too many or too large.
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
      const rowProblems = invalid.get(line);
      if (!rowProblems) continue;
      bytes += cellsToContent(cells).length;
      if (bytes > uploadLimits.invalidBytes) return null;
      found.push({ line, cells, problems: [...rowProblems] });
    }
  }
  return found;
}

type Keeping = {
  rows: readonly InvalidRow[] | null;
  version: number;
  place: KeptPlace;
  /** The run left out the rows with problems, whose problems are still known. */
  keepsOthers: boolean;
};

/** Stores the rows with problems, in place of an earlier check's. */
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
