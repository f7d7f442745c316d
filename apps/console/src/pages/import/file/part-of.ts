import { rowsThatFit } from "@caretype/client/import";
import type { FilePart, PartRequest } from "./protocol.ts";
import type { Table } from "./read-table.ts";

/** The next rows of a file, as many as one request takes, with the named columns. */
export function partOf(
  { columns, rows }: Table,
  { columns: wanted, from }: Omit<PartRequest, "file">,
): FilePart {
  const fields = wanted.map((column) => columns.indexOf(column));
  const part = rowsThatFit(rows, from, (cells) => fields.map((field) => cells[field] ?? ""));
  const next = from + part.length;
  return { rows: part, next: next < rows.length ? next : null };
}
