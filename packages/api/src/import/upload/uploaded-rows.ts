import type { Database } from "@caretype/db";
import type { PracticeId, UploadId } from "../../field/ids.ts";
import type { SourceRow } from "../cell-problems.ts";
import { emptyRowOf, layoutOf, widthProblem } from "../column-layout.ts";
import type { ImportProblems } from "../problems.ts";
import { type SyntheaFile, type SyntheaRow, type SyntheaSource, syntheaColumns } from "../synthea-columns.ts";
import { readParts } from "./parts.ts";
import type { SentRow } from "./schema.ts";

/** An upload whose rows are read. */
export type UploadedFiles = {
  db: Database;
  practiceId: PracticeId;
  uploadId: UploadId;
  files: readonly { file: string; columns: string[] }[];
  problems: ImportProblems;
};

/** So many are judged without a rest: a part may be a mebibyte, and others are to be answered meanwhile. */
const batchRows = 100;

/** The rows of a file that are as wide as its header; the others are problems. */
async function* rowsOf(
  { db, practiceId, uploadId, problems }: UploadedFiles,
  { file, columns }: { file: string; columns: string[] },
): AsyncGenerator<SentRow[]> {
  for await (const { rows, overlaps } of readParts(db, { practiceId, uploadId, file })) {
    const line = rows[0]?.line ?? 0;
    if (overlaps) {
      problems.addUnreadable({ file, line, message: "These lines were sent twice, in several parts" });
      continue;
    }
    for (let at = 0; at < rows.length; at += batchRows)
      yield rows.slice(at, at + batchRows).filter((row) => {
        if (row.cells.length === columns.length) return true;
        problems.addUnreadable({ file, line: row.line, ...widthProblem(columns, row.cells.length) });
        return false;
      });
  }
}

/** Of a plain table: `keys` with the column that each is read from. */
export async function* tableRows(
  uploaded: UploadedFiles,
  keys: readonly (readonly [key: string, column: string])[],
): AsyncGenerator<SourceRow[]> {
  const [file] = uploaded.files;
  if (!file) return;
  const fields = keys.map(([key, column]) => [key, file.columns.indexOf(column)] as const);
  for await (const rows of rowsOf(uploaded, file))
    yield rows.map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(fields.map(([key, field]) => [key, cells[field] ?? ""])),
    }));
}

/** The files of a Synthea export, as the command has them from a folder. */
export const syntheaSource = (uploaded: UploadedFiles): SyntheaSource => ({
  async *rows<File extends SyntheaFile>(name: File): AsyncGenerator<SyntheaRow<File>[]> {
    const file = uploaded.files.find((each) => each.file === name);
    if (!file) return;
    const wanted: { required: readonly SyntheaColumn<File>[]; optional: readonly SyntheaColumn<File>[] } =
      syntheaColumns[name];
    const { fields } = layoutOf(file.columns, wanted);
    const emptyRow = emptyRowOf([...wanted.required, ...wanted.optional]);
    for await (const rows of rowsOf(uploaded, file))
      yield rows.map(({ line, cells }) => {
        const row = { ...emptyRow };
        for (const [column, field] of fields) row[column] = cells[field] ?? "";
        return { line, cells: row };
      });
  },
});

type SyntheaColumn<File extends SyntheaFile> = keyof SyntheaRow<File>["cells"];
