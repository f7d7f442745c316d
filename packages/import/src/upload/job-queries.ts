import type { Database } from "@caretype/db";
import { importUpload } from "@caretype/db/schema";
import { and, eq, inArray, lte, not, sql } from "drizzle-orm";
import type { ImportStage } from "../pipeline/throttle.ts";
import { deleteParts } from "./queries.ts";
import { deleteKept, deleteValid } from "./row-queries.ts";

const isAtJob = (jobId: string) =>
  and(eq(importUpload.jobId, jobId), inArray(importUpload.state, ["checking", "running"]));

export type ClaimedUpload = typeof importUpload.$inferSelect;

type Progress = {
  stage: ImportStage | "queued";
  rowsDone: number;
  /** Null: all rows of the upload. */
  rows: number | null;
  /** The number of attempts to count. */
  attempts?: number;
};

/** Saves the progress. Undefined if the job is gone. */
export async function saveProgress(
  db: Database,
  jobId: string,
  { stage, rowsDone, rows, attempts = 0 }: Progress,
): Promise<ClaimedUpload | undefined> {
  const counted = sql`greatest(${importUpload.attempts} + ${attempts}, 0)`;
  const [saved] = await db
    .update(importUpload)
    .set({ stage, rowsDone, stageRows: rows ?? importUpload.rows, attempts: counted })
    .where(isAtJob(jobId))
    .returning();
  return saved;
}

type FinishedJob = {
  state: "checked" | "done" | "refused" | "failed";
  problems?: unknown;
  result?: unknown;
  failure?: string | null;
  invalidRows?: number | null;
};

/** Ends the job. Resolves to false if it had already ended. Deletes the rows, unless they may be needed again. */
export async function finishJob(
  db: Database,
  jobId: string,
  { state, problems = null, result = null, failure = null, invalidRows = null }: FinishedJob,
): Promise<boolean> {
  const [finished] = await db
    .update(importUpload)
    .set({
      state,
      problems,
      result,
      failure,
      invalidRows,
      revision: sql`${importUpload.revision} + 1`,
      jobId: null,
      caller: null,
      expiresAt: sql`now() + interval '1 day'`,
    })
    .where(isAtJob(jobId))
    .returning({ practiceId: importUpload.practiceId, id: importUpload.id });
  if (finished && (state === "done" || state === "refused")) await deleteParts(db, finished);
  if (finished && state === "done") await deleteValid(db, finished);
  if (finished && state === "refused") await deleteKept(db, finished);
  return finished !== undefined;
}

const isExpired = and(
  lte(importUpload.expiresAt, sql`now()`),
  not(inArray(importUpload.state, ["checking", "running"])),
);

/** Deletes up to `most` expired, unlocked uploads. */
export async function deleteExpired(db: Database, most: number): Promise<void> {
  const keys = { practiceId: importUpload.practiceId, id: importUpload.id };
  const expired = await db
    .select(keys)
    .from(importUpload)
    .where(isExpired)
    .orderBy(importUpload.expiresAt)
    .limit(most);
  for (const { practiceId, id } of expired) {
    // One by one: Citus refuses to lock rows of several practices in one statement.
    const isThis = and(eq(importUpload.practiceId, practiceId), eq(importUpload.id, id));
    const [locked] = await db
      .select(keys)
      .from(importUpload)
      .where(and(isThis, isExpired))
      .for("update", { skipLocked: true });
    if (locked) await db.delete(importUpload).where(isThis);
  }
}
