import { uploadLimits } from "@caretype/api/import/upload/schema";
import type { FilePart, PartRequest } from "./protocol.ts";
import type { Table } from "./read-table.ts";

/** Below the mebibyte that the server takes, as it is sent. */
const mostBytes = 700_000;
const encoder = new TextEncoder();

/** The next rows of a file, with the named columns only, as many as the server takes at once. */
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
    // One that is too large alone is sent all the same, for the server to say so.
    if (bytes > mostBytes && part.length > 0) break;
    part.push(row);
  }
  const next = from + part.length;
  return { rows: part, next: next < rows.length ? next : null };
}
