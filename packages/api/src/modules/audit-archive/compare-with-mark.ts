import { findMarks } from "@caretype/core/people/audit/seal/archive-marks";
import type { Database } from "@caretype/db";
import type { ArchiveReport } from "./check-archive.ts";

/**
 * Describes the differences between an archive and its mark in the database, one line each. `name` is the file's
 * name.
 */
export async function compareWithMark(
  db: Database,
  { header, fileHash }: ArchiveReport,
  name: string,
): Promise<string[]> {
  const mark = (await findMarks(db)).find(({ from }) => from === header?.from);
  if (!mark) return ["The database has no mark of this archive."];
  if (mark.fileHash !== fileHash)
    return [`The file is not the one that was archived: ${mark.fileName} has the SHA-256 ${mark.fileHash}.`];
  const [named, archived] = [monthIn(name), monthIn(mark.fileName)];
  // A copy under another month's name could hide the loss of that month's file.
  if (named !== undefined && named !== archived)
    return [`The file is named after ${named}, but is the one that was archived as ${mark.fileName}.`];
  return [];
}

const monthIn = (fileName: string): string | undefined => /audit-(\d{4}-\d\d)\.ndjson/.exec(fileName)?.[1];
