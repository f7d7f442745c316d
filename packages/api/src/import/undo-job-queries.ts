import { type Database, type JobQueue, type NewJob, schema } from "@caretype/db";
import { and, eq, isNotNull, not, sql } from "drizzle-orm";
import type { ImportId, PracticeId } from "../field/ids.ts";
import type { UndoFailure, UndoStage } from "./schema.ts";
import type { JobCaller } from "./upload/ask-for-job.ts";

const { importUndo } = schema;

export type ImportKey = { practiceId: PracticeId; importId: ImportId };
export type TakenUndo = typeof importUndo.$inferSelect;

/** Whether the import is being undone in the background. */
export async function isUnderWay(db: Database, { practiceId, importId }: ImportKey): Promise<boolean> {
  const found = await db.execute(sql`
    select from ${importUndo}
    where practice_id = ${practiceId} and import_id = ${importId} and job_id is not null`);
  return found.count > 0;
}

type NewUndo = ImportKey & { jobId: string; caller: JobCaller; stage: UndoStage; records: number };

/** In place of one that has failed. */
export async function insertUndo(db: Database, undo: NewUndo): Promise<void> {
  const afresh = { ...undo, attempts: 0, recordsDone: 0, failure: null, askedAt: sql`now()` };
  await db
    .insert(importUndo)
    .values(afresh)
    .onConflictDoUpdate({ target: [importUndo.practiceId, importUndo.importId], set: afresh });
}

/** The undoing that a job is about, as it begins once more; undefined where nothing is to be done any more. */
export async function takeUndo(db: Database, jobId: string): Promise<TakenUndo | undefined> {
  const [taken] = await db
    .update(importUndo)
    .set({ attempts: sql`${importUndo.attempts} + 1`, stage: "waiting", recordsDone: 0 })
    .where(eq(importUndo.jobId, jobId))
    .returning();
  return taken;
}

/** It was given up for no fault of its own. */
export async function putUndoBack(db: Database, jobId: string): Promise<void> {
  await db
    .update(importUndo)
    .set({ attempts: sql`greatest(${importUndo.attempts} - 1, 0)`, stage: "queued", recordsDone: 0 })
    .where(eq(importUndo.jobId, jobId));
}

export type UndoProgress = { stage: UndoStage; recordsDone: number };

/** Resolves to whether there is still anything to be done. */
export async function noteUndoProgress(
  db: Database,
  jobId: string,
  { stage, recordsDone }: UndoProgress,
): Promise<boolean> {
  const noted = await db
    .update(importUndo)
    .set({ stage, recordsDone })
    .where(eq(importUndo.jobId, jobId))
    .returning({ importId: importUndo.importId });
  return noted.length > 0;
}

/** Ends the job. Resolves to whether it was there to be ended. */
export async function settleUndo(db: Database, jobId: string, failure: UndoFailure | null): Promise<boolean> {
  const settled = await db
    .update(importUndo)
    .set({ jobId: null, caller: null, failure })
    .where(eq(importUndo.jobId, jobId))
    .returning({ importId: importUndo.importId });
  return settled.length > 0;
}

/** Some that wait and that the queue of jobs does not have; locked, and by nobody else. */
export async function lockLostUndos(db: Database, queue: JobQueue, most: number): Promise<NewJob[]> {
  const lost = await db
    .select({ jobId: importUndo.jobId })
    .from(importUndo)
    .where(and(isNotNull(importUndo.jobId), not(queue.isOpen(importUndo.jobId))))
    .limit(most)
    .for("update", { skipLocked: true });
  return lost.flatMap(({ jobId: id }) => (id === null ? [] : [{ id, keepSeconds: 25 * 3_600 }]));
}
