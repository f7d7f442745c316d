import type { UploadId } from "@caretype/client";
import type { FileToRead } from "../file/protocol.ts";

type Kept = { file: FileToRead; columnName: string };

/** Until the page reloads, as after signing out. */
const kept = new Map<UploadId, Kept>();

/** Remembers an upload's file, as only its imported columns are sent. Its content stays on the disk. */
export const keepFile = (id: UploadId, file: Kept): unknown => kept.set(id, file);

export const isFileKept = (id: UploadId): boolean => kept.has(id);

/**
 * Reads these lines again, with all columns of the file. Null if the file is unknown, for example after a reload, or
 * has changed.
 */
export async function readKeptRows(
  id: UploadId,
  lines: ReadonlySet<number>,
): Promise<{ columns: string[]; rows: Map<number, string[]> } | null> {
  const upload = kept.get(id);
  if (!upload) return null;
  const { openReader } = await import("../file/open-reader.ts");
  const reader = openReader();
  try {
    const [table] = await reader.read([upload.file], upload.columnName);
    if (!table || "fault" in table) return null;
    const { file, columns } = table;
    const rows = new Map<number, string[]>();
    for await (const part of reader.parts({ file, columns }))
      for (const { line, cells } of part.rows) if (lines.has(line)) rows.set(line, cells);
    return { columns, rows };
  } finally {
    reader.close();
  }
}
