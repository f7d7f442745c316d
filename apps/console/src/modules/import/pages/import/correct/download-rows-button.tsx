import type { UploadId } from "@caretype/client";
import { IconDownload } from "@tabler/icons-react";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { fieldText } from "../../../../../kit/form/field-messages.ts";
import { notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { readAll } from "../../../../../kit/section/pages.ts";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { caretype } from "../../../../../session/client/api.ts";
import { csvBlob } from "../../../../../session/download/csv-blob.ts";
import { saveFile } from "../../../../../session/download/save-file.ts";
import { texts as importUploadTexts, correct as texts } from "../upload/texts.en.ts";
import { readKeptRows } from "./kept-files.ts";
import type { InvalidRow } from "./use-invalid-rows.ts";

/** Downloads the rows with problems as CSV, to correct them in a spreadsheet. */
export function DownloadRowsButton({ id, rows }: { id: UploadId; rows: number }) {
  const download = useSingleMutation({
    mutationFn: () => downloadRows(id),
    onError: (error) => notifyFailed(importUploadTexts.correct.isNotDownloaded, error),
  });
  return (
    <PlainButton
      label={importUploadTexts.correct.download(rows)}
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={download.isPending}
      onClick={() => download.mutate()}
    />
  );
}

const maxAtOnce = 200;

/**
 * Downloads all rows with problems, with the file's columns and one for the problems. If the file was chosen on
 * another page, only the uploaded columns are known.
 */
async function downloadRows(id: UploadId): Promise<void> {
  const { files } = await caretype.import.progress.query({ id });
  const rows = await readAll(caretype.import.invalidRows.pages({ id, limit: maxAtOnce }));
  const kept = await readKeptRows(id, new Set(rows.map(({ line }) => line)));
  const header = kept?.columns ?? files[0]?.columns ?? [];
  saveFile(await csvBlob(tableOf(rows, header, kept?.rows)), texts.fileName);
}

function tableOf(
  rows: readonly InvalidRow[],
  header: readonly string[],
  kept?: ReadonlyMap<number, string[]>,
): { fields: string[]; data: string[][] } {
  // The server's rows may be corrected.
  const valuesOf = ({ line, cells, otherCells }: InvalidRow) =>
    new Map([
      ...(kept?.get(line) ?? []).map((value, at) => [header[at] ?? "", value] as const),
      ...[...cells, ...otherCells].map(({ column, value }) => [column, value] as const),
    ]);
  const shown = rows[0] ? valuesOf(rows[0]) : new Map<string, string>();
  // In the file's order, without those that the user may not see.
  const columns = header.filter((column) => shown.has(column));
  const data = rows.map((row) => {
    const values = valuesOf(row);
    return [...columns.map((column) => values.get(column) ?? ""), problemsOf(row)];
  });
  return { fields: [...columns, problemColumn(columns)], data };
}

const problemsOf = ({ problems }: InvalidRow): string =>
  problems
    .map(({ column, message }) => (column ? `${column}: ${fieldText(message)}` : fieldText(message)))
    .join("; ");

/** A name that no column of the file has, as duplicate names cannot be imported. */
const problemColumn = (columns: readonly string[]): string => {
  let name = texts.problemColumn;
  while (columns.includes(name)) name = texts.otherProblemColumn(name);
  return name;
};
