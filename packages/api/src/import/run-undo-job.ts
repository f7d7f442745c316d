import { type BulkDatabase, type DatabaseHandle, JobPostponed } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { AuditEntry } from "../audit/log/entry.ts";
import { appendEntries } from "../audit/log/queries.ts";
import { DomainError } from "../error/domain-error.ts";
import { toDomainError } from "../error/map.ts";
import { disclosedBy } from "../procedure/audited-call.ts";
import { undoImport } from "./undo-import.ts";
import {
  noteUndoProgress,
  putUndoBack,
  settleUndo,
  type TakenUndo,
  takeUndo,
  type UndoProgress,
} from "./undo-job-queries.ts";
import { JobCaller } from "./upload/ask-for-job.ts";
import { awaitTurn, createJobPace } from "./upload/import-uploaded.ts";
import { mostAttempts, type Running } from "./upload/run-job.ts";
import { requireStillAllowed } from "./upload/still-allowed.ts";
import { JobCancelled, watchJob } from "./upload/watch-job.ts";

type Job = {
  database: DatabaseHandle;
  jobId: string;
  undo: TakenUndo;
  caller: JobCaller;
  progress: UndoProgress;
  signal: AbortSignal;
};

/** Undoes an import that is too large for a call, if the job is about one. Rejects where it is to be done again. */
export async function runUndoJob(
  { database, onFailure }: Running,
  { id: jobId, signal }: { id: string; signal: AbortSignal },
): Promise<void> {
  const undo = await database.transaction((tx) => takeUndo(tx, jobId));
  if (!undo) return;
  const progress: UndoProgress = { stage: "waiting", recordsDone: 0 };
  const watch = watchJob({ database, note: (tx) => noteUndoProgress(tx, jobId, progress) });
  const caller = JobCaller.parse(undo.caller);
  const job = { database, jobId, undo, caller, progress, signal: AbortSignal.any([signal, watch.signal]) };
  try {
    if (undo.attempts > mostAttempts) throw new DomainError("SERVICE_UNAVAILABLE");
    const { practiceId } = undo;
    await requireStillAllowed(database.reader, { practiceId, caller, needed: ["import:undo"] });
    await database.bulkTransaction((transaction) => undoIn(transaction, job));
  } catch (error) {
    await watch.stop();
    if (error instanceof JobCancelled) return;
    if (signal.aborted) {
      await database.transaction((tx) => putUndoBack(tx, jobId));
      throw new JobPostponed("The server stops, or another one is at it.");
    }
    await end(job, error, onFailure);
  } finally {
    await watch.stop();
  }
}

/** All of it or nothing, and once, however many are at it. */
async function undoIn(transaction: BulkDatabase, job: Job): Promise<void> {
  const { jobId, undo, caller, progress, signal } = job;
  const { practiceId, importId: id } = undo;
  await transaction.execute(sql`select set_config('caretype.account_id', ${caller.accountId}, true)`);
  await awaitTurn(transaction, signal);
  progress.stage = "checking";
  const scope = { practiceId, accountId: caller.accountId };
  await undoImport(transaction, scope, {
    id,
    pace: createJobPace(signal),
    entryOf: (ids) => entryOf(job, { subjects: new Set(ids) }),
    onRemoved: (records) => {
      progress.stage = "removing";
      progress.recordsDone += records;
    },
  });
  // Of an import whose records are all gone there is still an entry.
  await appendEntries(transaction, [entryOf(job, { subjects: new Set([id]) })]);
  if (!(await settleUndo(transaction, jobId, null))) throw new JobCancelled();
}

function entryOf({ undo, caller }: Job, known: Pick<AuditEntry, "subjects"> & Partial<AuditEntry>) {
  const { role, ...from } = caller;
  const { practiceId } = undo;
  const basis = `${role} import:undo`;
  return { ...from, practiceId, action: "import.undo", outcome: "ok" as const, basis, ...known };
}

/** Of what stands in the way, so much is kept. */
const mostKept = 10;

/** Ends a job that was not done, or rejects where it is to be tried again. */
async function end(job: Job, error: unknown, onFailure: (error: unknown) => void): Promise<void> {
  const { database, jobId, undo } = job;
  const refusal = toDomainError(error);
  const { code, details } = refusal;
  const isPassing = code === "SERVICE_UNAVAILABLE";
  if (isPassing && undo.attempts < mostAttempts) throw error;
  if (isPassing || code === "INTERNAL") onFailure(error);
  const { blockedBy = [], blockedByTotal = 0, blockedElsewhere = false } = details;
  const failure = { code, blockedBy: blockedBy.slice(0, mostKept), blockedByTotal, blockedElsewhere };
  await database.transaction(async (tx) => {
    const isThere = await settleUndo(tx, jobId, failure);
    const subjects = new Set([undo.importId, ...disclosedBy(refusal)]);
    if (isThere) await appendEntries(tx, [entryOf(job, { subjects, outcome: code })]);
  });
}
