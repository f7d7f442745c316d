import { decodeCursor, toPage } from "@caretype/core/kernel/field/paging";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, given, pick, prepared } from "@caretype/db";
import { importBatch, importUndo } from "@caretype/db/schema";
import { and, desc, eq, lt, sql } from "drizzle-orm";
import { batchColumns, emailOf, isShownImport, mayReadClinical } from "./queries.ts";
import { type ImportPage, type ListImports, maxStored, StoredUndoFailure } from "./schema.ts";
import { isClinicalFile } from "./source/synthea/columns.ts";
import { blockersFor, withoutWithheld } from "./undo/guarded-blockers.ts";

const page = prepared(["practiceId", "after", "limit", "mayClinical"], (db) => {
  const importer = emailOf(db, importBatch.importedBy);
  const { jobId, stage, recordsDone, records, failure } = importUndo;
  const undo = db
    .select({ jobId, stage, recordsDone, records, failure })
    .from(importUndo)
    .where(and(eq(importUndo.practiceId, importBatch.practiceId), eq(importUndo.importId, importBatch.id)))
    .limit(1)
    .as("undo");
  return db
    .select({
      ...batchColumns,
      importedByEmail: importer.email,
      undoJobId: undo.jobId,
      undoFailure: undo.failure,
      ...pick(undo, "stage", "recordsDone", "records"),
    })
    .from(importBatch)
    .innerJoinLateral(importer, sql`true`)
    .leftJoinLateral(undo, sql`true`)
    .where(
      and(...given(importBatch, "practiceId"), lt(importBatch.id, sql.placeholder("after")), isShownImport),
    )
    .orderBy(desc(importBatch.id))
    .limit(sql.placeholder("limit"));
});

type Row = Awaited<ReturnType<ReturnType<typeof page>["execute"]>>[number];

function toBatch({ undoJobId, undoFailure, stage, recordsDone, records, ...batch }: Row) {
  const isUndoQueued = undoJobId !== null && stage !== null;
  return {
    ...batch,
    undoing: isUndoQueued ? { stage, recordsDone: recordsDone ?? 0, records: records ?? 0 } : null,
    undoFailure: batch.undoneAt === null ? StoredUndoFailure.nullable().parse(undoFailure) : null,
  };
}

type ShownBatch = ReturnType<typeof toBatch>;

/** Without details that reveal created clinical records. */
function withoutClinical({ clinicalRecords, files, undoing, ...batch }: ShownBatch): ShownBatch {
  const withheld = clinicalRecords.reduce((sum, { count }) => sum + count, 0);
  const records = Math.max(0, (undoing?.records ?? 0) - withheld);
  return {
    ...batch,
    clinicalRecords: [],
    files: files.filter((file) => !isClinicalFile(file)),
    undoing: undoing && { ...undoing, records, recordsDone: Math.min(undoing.recordsDone, records) },
  };
}

type Reader = Pick<Scope, "accountId" | "practiceId" | "permissions">;

/** A failure's text is what its caller could see. Other readers get only what they may see. */
async function withFailuresFor(db: Database, reader: Reader, batches: readonly ShownBatch[]) {
  const all = batches.flatMap(({ undoFailure }) => undoFailure?.blockedBy ?? []);
  const shown = new Set(await withoutWithheld(db, reader, all));
  return batches.map(({ undoFailure, ...batch }) => {
    if (!undoFailure) return { ...batch, undoFailure };
    const { blockedBy, restricted, ...failure } = undoFailure;
    const named = blockedBy.filter((blocker) => shown.has(blocker));
    return {
      ...batch,
      undoFailure: {
        ...failure,
        blockedBy: blockersFor(reader.permissions, { named, restricted }, maxStored),
      },
    };
  });
}

/** Newest first. Only readers of clinical records see what concerns them. */
export async function listImports(
  db: Database,
  reader: Reader,
  { limit, cursor }: ListImports,
): Promise<ImportPage> {
  const { practiceId } = reader;
  const { id: after } = decodeCursor(cursor, "newest");
  const mayClinical = mayReadClinical(reader);
  const rows = await page(db).execute({ practiceId, after, limit: limit + 1, mayClinical });
  const item = (row: Row) => (mayClinical ? toBatch(row) : withoutClinical(toBatch(row)));
  const { items, nextCursor } = toPage(rows, { limit, sort: "newest", item });
  return { items: await withFailuresFor(db, reader, items), nextCursor };
}
