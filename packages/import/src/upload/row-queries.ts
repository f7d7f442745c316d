import { type Database, given, pick, prepared } from "@caretype/db";
import { importRow } from "@caretype/db/schema";
import { and, asc, eq, gt, gte, lte, ne, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { RowProblem } from "../source/problems.ts";
import type { UploadKey } from "./queries.ts";
import type { ImportUpload } from "./schema.ts";

// A table's rows with problems, or corrections. They replace the rows in the parts.

const Cells = z.array(z.string());
const RowProblems = z.array(
  z.object({ column: z.string().nullable(), message: z.string(), isAcrossRows: z.boolean() }),
);

/** As JSON, because cells may contain characters that neither `text` nor `jsonb` accepts. */
export const cellsToContent = (cells: readonly string[]): Buffer => Buffer.from(JSON.stringify(cells));

const noProblems = sql`'[]'::jsonb`;
const isInvalid = ne(importRow.problems, noProblems);

const isOf = and(...given(importRow, "practiceId"), eq(importRow.uploadId, sql.placeholder("id")));
const ofUpload = ({ practiceId, id }: UploadKey): SQL | undefined =>
  and(eq(importRow.practiceId, practiceId), eq(importRow.uploadId, id));

const columns = pick(importRow, "line", "version", "problems", "content");

const page = prepared(["practiceId", "id", "after", "limit"], (db) =>
  db
    .select(columns)
    .from(importRow)
    .where(and(isOf, gt(importRow.line, sql.placeholder("after")), isInvalid))
    .orderBy(asc(importRow.line))
    .limit(sql.placeholder("limit")),
);
const between = prepared(["practiceId", "id", "first", "last"], (db) =>
  db
    .select(columns)
    .from(importRow)
    .where(
      and(isOf, gte(importRow.line, sql.placeholder("first")), lte(importRow.line, sql.placeholder("last"))),
    ),
);

export type KeptRow = { line: number; version: number; problems: RowProblem[]; cells: string[] };
type Stored = Omit<KeptRow, "problems" | "cells"> & { problems: unknown; content: Buffer };

const toKept = ({ line, version, problems, content }: Stored): KeptRow => ({
  line,
  version,
  problems: RowProblems.parse(problems),
  cells: Cells.parse(JSON.parse(content.toString("utf8"))),
});

/** Lists rows with problems, by line. */
export async function listKept(
  db: Database,
  key: UploadKey,
  place: { after: number; limit: number },
): Promise<KeptRow[]> {
  return (await page(db).execute({ ...key, ...place })).map(toKept);
}

/** Returns rows with problems and corrected rows, by line. */
export async function findKeptBetween(
  db: Database,
  key: UploadKey,
  lines: { first: number; last: number },
): Promise<Map<number, KeptRow>> {
  const rows = await between(db).execute({ ...key, ...lines });
  return new Map(rows.map((row) => [row.line, toKept(row)]));
}

export async function saveCorrection(db: Database, key: UploadKey, row: KeptRow): Promise<void> {
  const { line, version, problems, cells } = row;
  await db
    .update(importRow)
    .set({ version, problems, content: cellsToContent(cells), isCorrected: true })
    .where(and(ofUpload(key), eq(importRow.line, line)));
}

const writtenAtOnce = 500;

/** Adds rows with problems. A corrected row keeps its content. */
export async function saveInvalid(db: Database, key: UploadKey, rows: readonly KeptRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += writtenAtOnce) {
    const values = rows.slice(at, at + writtenAtOnce).map(({ cells, ...row }) => ({
      practiceId: key.practiceId,
      uploadId: key.id,
      ...row,
      content: cellsToContent(cells),
    }));
    await db
      .insert(importRow)
      .values(values)
      .onConflictDoUpdate({
        target: [importRow.practiceId, importRow.uploadId, importRow.line],
        set: { problems: sql`excluded.problems`, version: sql`excluded.version` },
      });
  }
}

/** Deletes all problems. Corrected rows stay. */
export async function clearProblems(db: Database, key: UploadKey): Promise<void> {
  await db.delete(importRow).where(and(ofUpload(key), eq(importRow.isCorrected, false)));
  await db
    .update(importRow)
    .set({ problems: noProblems })
    .where(and(ofUpload(key), isInvalid));
}

/** Deletes the rows of an upload that has ended, except those that it left out. */
export async function deleteValid(db: Database, key: UploadKey): Promise<void> {
  await db.delete(importRow).where(and(ofUpload(key), eq(importRow.problems, noProblems)));
}

export async function deleteKept(db: Database, key: UploadKey): Promise<void> {
  await db.delete(importRow).where(ofUpload(key));
}

const maxListed = 100;

type Summary = { problems: NonNullable<ImportUpload["problems"]>; invalidRows: number };

/** A file, and the field that holds the line. Null: rows are known by their line. */
export type KeptPlace = { file: string; lineField: number | null };

export const placeOf = (
  format: string,
  { file, columns }: { file: string; columns: string[] },
): KeptPlace => ({
  file,
  lineField: format === "calendar" ? columns.indexOf("LINE") : null,
});

/** Counts the rows with problems, and lists the first problems. */
export async function summarizeKept(
  db: Database,
  key: UploadKey,
  { file, lineField }: KeptPlace,
): Promise<Summary> {
  const [counts] = await db
    .select({
      rows: sql<number>`count(*)::int`,
      total: sql<number>`coalesce(sum(jsonb_array_length(${importRow.problems})), 0)::int`,
    })
    .from(importRow)
    .where(and(ofUpload(key), isInvalid));
  const rows = await listKept(db, key, { after: 0, limit: maxListed });
  const first = rows.flatMap(({ line, cells, problems }) => {
    const place = lineField === null ? line : Number(cells[lineField]);
    return problems.map(({ column, message }) => ({ file, line: place, column, message }));
  });
  return {
    problems: { total: counts?.total ?? 0, first: first.slice(0, maxListed) },
    invalidRows: counts?.rows ?? 0,
  };
}
