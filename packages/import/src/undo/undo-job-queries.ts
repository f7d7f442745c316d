import type { ImportId, PracticeId } from "@caretype/core/kernel/field/ids";
import type { Database } from "@caretype/db";
import { importUndo } from "@caretype/db/schema";
import { eq, sql } from "drizzle-orm";
import type { JobCaller } from "../jobs/requests.ts";
import type { StoredUndoFailure, UndoStage } from "../schema.ts";

export type ImportKey = { practiceId: PracticeId; importId: ImportId };
export type ClaimedUndo = typeof importUndo.$inferSelect;

/** Returns true while the import is being undone in the background. */
export async function isUndoQueued(db: Database, { practiceId, importId }: ImportKey): Promise<boolean> {
  const found = await db.execute(sql`
    select from ${importUndo}
    where practice_id = ${practiceId} and import_id = ${importId} and job_id is not null`);
  return found.count > 0;
}

type NewUndo = ImportKey & { jobId: string; caller: JobCaller; stage: UndoStage; records: number };

/** Inserts an undo, or replaces a failed one. */
export async function insertUndo(db: Database, { practiceId, importId, ...undo }: NewUndo): Promise<void> {
  const restarted = { ...undo, attempts: 0, recordsDone: 0, failure: null };
  await db
    .insert(importUndo)
    .values({ practiceId, importId, ...restarted, askedAt: sql`now()` })
    .onConflictDoUpdate({
      target: [importUndo.practiceId, importUndo.importId],
      // Citus cannot change a row's practice, and refuses a time function here.
      set: { ...restarted, askedAt: sql`excluded.asked_at` },
    });
}

export type UndoProgress = {
  stage: UndoStage;
  recordsDone: number;
  /** The number of attempts to count. */
  attempts?: number;
};

/** Saves the progress. Undefined if the job is gone. */
export async function saveUndoProgress(
  db: Database,
  jobId: string,
  { stage, recordsDone, attempts = 0 }: UndoProgress,
): Promise<ClaimedUndo | undefined> {
  const counted = sql`greatest(${importUndo.attempts} + ${attempts}, 0)`;
  const [saved] = await db
    .update(importUndo)
    .set({ stage, recordsDone, attempts: counted })
    .where(eq(importUndo.jobId, jobId))
    .returning();
  return saved;
}

/** Ends the job. Resolves to false if it had already ended. */
export async function finishUndo(
  db: Database,
  jobId: string,
  failure: StoredUndoFailure | null,
): Promise<boolean> {
  const { count } = await db
    .update(importUndo)
    .set({ jobId: null, caller: null, failure })
    .where(eq(importUndo.jobId, jobId));
  return count > 0;
}
