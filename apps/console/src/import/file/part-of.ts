import { uploadLimits } from "@caretype/api/import/upload/schema";
import type { FilePart, PartRequest } from "./protocol.ts";
import type { Table } from "./read-table.ts";

/** The server accepts 1 MiB per request, including overhead. */
const maxBytes = 700_000;
const encoder = new TextEncoder();

/** The next rows of a file, as many as one request takes, with the named columns. */
export function partOf(
  { columns, rows }: Table,
  { columns: wanted, from }: Omit<PartRequest, "file">,
): FilePart {
  const fields = wanted.map((column) => columns.indexOf(column));
  const part: FilePart["rows"] = [];
  let bytes = 0;
  for (const { line, cells } of rows.slice(from, from + uploadLimits.rowsAtOnce)) {
    const row = { line, cells: fields.map((field) => cells[field] ?? "") };
    bytes += encoder.encode(JSON.stringify(row)).length;
    // A single row that is too large is sent, so that the server reports it.
    if (bytes > maxBytes && part.length > 0) break;
    part.push(row);
  }
  const next = from + part.length;
  return { rows: part, next: next < rows.length ? next : null };
}
