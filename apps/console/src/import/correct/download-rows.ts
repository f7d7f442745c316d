import type { UploadId } from "@caretype/client";
import { caretype } from "../../api.ts";
import { fieldText } from "../../form/field-messages.ts";
import { saveFile } from "../../shell/download/save-file.ts";
import { importUploadTexts } from "../../texts/import-upload.ts";
import type { InvalidRow } from "./use-invalid-rows.ts";

const { correct: texts } = importUploadTexts;

const mostAtOnce = 200;

/** Downloads all rows with problems, with their columns and a column that says what is wrong. */
export async function downloadRows(id: UploadId): Promise<void> {
  const { default: Papa } = await import("papaparse");
  const rows: InvalidRow[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: { items: InvalidRow[]; nextCursor: string | null } = await caretype.import.invalidRows.query({
      id,
      limit: mostAtOnce,
      ...(cursor && { cursor }),
    });
    rows.push(...page.items);
    cursor = page.nextCursor;
  }
  // Spreadsheets would run a cell that starts like a formula. The import removes the apostrophe again.
  const text = Papa.unparse(tableOf(rows), { escapeFormulae: true });
  saveFile(new Blob(["\u{FEFF}", text, "\r\n"], { type: "text/csv;charset=utf-8" }), texts.fileName);
}

function tableOf(rows: readonly Pick<InvalidRow, "cells" | "problems">[]): {
  fields: string[];
  data: string[][];
} {
  const columns = rows[0]?.cells.map(({ column }) => column) ?? [];
  const data = rows.map(({ cells, problems }) => [
    ...cells.map(({ value }) => value),
    problems
      .map(({ column, message }) => (column ? `${column}: ${fieldText(message)}` : fieldText(message)))
      .join("; "),
  ]);
  return { fields: [...columns, problemColumn(columns)], data };
}

/** A name that no column of the file has, as columns with the same name cannot be imported. */
const problemColumn = (columns: readonly string[]): string => {
  let name = texts.problemColumn;
  while (columns.includes(name)) name = texts.otherProblemColumn(name);
  return name;
};
