import { createHash } from "node:crypto";
import { DomainError, invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { PracticeId, UploadId } from "@caretype/core/kernel/field/ids";
import { type ChangeContext, unchanged } from "@caretype/core/kernel/procedure/body-context";
import { type Database, given, prepared } from "@caretype/db";
import { importPart, importUpload } from "@caretype/db/schema";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import { findKeptBytes, type KeptBytes, lockUpload, UploadFiles } from "./queries.ts";
import { type AddedPart, type AddPart, maxLine, type SentRow, uploadLimits } from "./schema.ts";

/** An account or practice may use this share of the free space, so that there is always space for the next. */
const share = 1 / 4;

const shareOf = (own: number, ofServer: number): number =>
  (uploadLimits.bytesOfServer - (ofServer - own)) * share;

/** Returns true if the account would exceed its fixed limit. */
export const isOverLimit = ({ ofAccount }: KeptBytes, more: number): boolean =>
  ofAccount + more > uploadLimits.bytesOfAccount;

/** Returns true if the account or the practice would exceed its current share. */
export const isOverShare = ({ ofAccount, ofPractice, ofServer }: KeptBytes, more: number): boolean =>
  [ofAccount, ofPractice].some((own) => own + more > shareOf(own, ofServer));

const isOfFile = and(...given(importPart, "practiceId", "uploadId", "file"));

const hashOfPart = prepared(["practiceId", "uploadId", "file", "firstLine"], (db) =>
  db
    .select({ hash: importPart.hash })
    .from(importPart)
    .where(and(isOfFile, eq(importPart.firstLine, sql.placeholder("firstLine")))),
);

/**
 * Stores rows of a file, once even if sent repeatedly.
 * Throws `IMPORT_UPLOAD_CLOSED`, `IMPORT_PART_DIFFERS`, `IMPORT_UPLOAD_TOO_LARGE` and `IMPORT_SPACE_TAKEN`.
 */
export async function addPart(
  { db, scope, audit }: ChangeContext,
  { id, file, rows }: AddPart,
): Promise<AddedPart> {
  const upload = await lockUpload(db, scope, id);
  const isKnown = UploadFiles.parse(upload.files).some((each) => each.file === file);
  if (!isKnown) throw invalidInput({ file: ["Not a file of this upload"] });
  const isCalendar = upload.format === "calendar";
  if (isCalendar && rows.some(({ cells }) => cells.length !== 1))
    throw invalidInput({ rows: ["A row of a calendar has one cell"] });
  if (rows.some(({ line }) => line > maxLine)) throw invalidInput({ rows: [`Has to be at most ${maxLine}`] });
  const content = Buffer.from(JSON.stringify(rows.map(({ line, cells }) => [line, cells])));
  const hash = createHash("sha256").update(content).digest();
  const firstLine = rows[0]?.line ?? 0;
  const key = { practiceId: scope.practiceId, uploadId: id, file, firstLine };
  const [there] = await hashOfPart(db).execute(key);
  if (there) {
    if (!hash.equals(there.hash)) throw new DomainError("IMPORT_PART_DIFFERS");
    return unchanged(audit, { id, rows: upload.rows });
  }
  if (upload.state !== "uploading") throw new DomainError("IMPORT_UPLOAD_CLOSED");
  const sum = { rows: upload.rows + rows.length, bytes: upload.bytes + content.length };
  const maxBytes = isCalendar ? uploadLimits.calendarBytes : uploadLimits.bytes;
  if (sum.rows > uploadLimits.rows || sum.bytes > maxBytes) throw new DomainError("IMPORT_UPLOAD_TOO_LARGE");
  const kept = await findKeptBytes(db, { createdBy: upload.createdBy, practiceId: scope.practiceId });
  if (isOverLimit(kept, content.length)) throw new DomainError("IMPORT_UPLOAD_TOO_LARGE");
  if (isOverShare(kept, content.length)) throw new DomainError("IMPORT_SPACE_TAKEN");
  await db.insert(importPart).values({ ...key, lastLine: rows.at(-1)?.line ?? firstLine, hash, content });
  await db
    .update(importUpload)
    .set(sum)
    .where(and(eq(importUpload.practiceId, scope.practiceId), eq(importUpload.id, id)));
  return { id, rows: sum.rows };
}

const next = prepared(["practiceId", "uploadId", "file", "after"], (db) =>
  db
    .select({ firstLine: importPart.firstLine, lastLine: importPart.lastLine, content: importPart.content })
    .from(importPart)
    .where(and(isOfFile, gt(importPart.firstLine, sql.placeholder("after"))))
    .orderBy(asc(importPart.firstLine))
    .limit(1),
);

const KeptRows = z.array(z.tuple([z.int(), z.array(z.string())]));

export type UploadedPart = {
  rows: SentRow[];
  /** True if an earlier part has some of the same lines. */
  overlaps: boolean;
};

type FileOfUpload = { practiceId: PracticeId; uploadId: UploadId; file: string };

/** Yields the parts of a file in line order. */
export async function* readParts(db: Database, place: FileOfUpload): AsyncGenerator<UploadedPart> {
  let [after, lastLine] = [0, 0];
  while (true) {
    const [part] = await next(db).execute({ ...place, after });
    if (!part) return;
    const kept = KeptRows.parse(JSON.parse(part.content.toString("utf8")));
    const rows = kept.map(([line, cells]) => ({ line, cells }));
    yield { rows, overlaps: part.firstLine <= lastLine };
    after = part.firstLine;
    lastLine = Math.max(lastLine, part.lastLine);
  }
}
