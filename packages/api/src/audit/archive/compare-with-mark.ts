import type { Database } from "@caretype/db";
import type { ArchiveReport } from "./check-archive.ts";
import { findMarks } from "./marks.ts";

/** What differs between an archive and the mark that the database has of it, one line each. */
export async function compareWithMark(db: Database, { header, fileHash }: ArchiveReport): Promise<string[]> {
  const mark = (await findMarks(db)).find(({ from }) => from === header?.from);
  if (!mark) return ["The database has no mark of this archive."];
  if (mark.fileHash !== fileHash)
    return [`The file is not the one that was archived: ${mark.fileName} has the SHA-256 ${mark.fileHash}.`];
  return [];
}
