import { appendEntries } from "@caretype/core/kernel/audit-log/queries";
import { toDomainError } from "@caretype/core/kernel/error/map";
import { disclosedBy } from "@caretype/core/kernel/procedure/audited-call";
import { type BulkDatabase, type DatabaseHandle, setLocal } from "@caretype/db";
import { JobCaller, requireStillAllowed } from "../jobs/requests.ts";
import { JobCancelled, type Running, runClaimed } from "../jobs/run-claimed.ts";
import { pollForImportLock } from "../pipeline/import-transaction.ts";
import { createServerThrottle } from "../pipeline/throttle.ts";
import { maxStored } from "../schema.ts";
import { UndoBlocked } from "./guarded-blockers.ts";
import { undoEntry, undoImport } from "./undo-import.ts";
import { type ClaimedUndo, finishUndo, saveUndoProgress, type UndoProgress } from "./undo-job-queries.ts";

type Job = {
  database: DatabaseHandle;
  jobId: string;
  undo: ClaimedUndo;
  caller: JobCaller;
  progress: UndoProgress;
  signal: AbortSignal;
};

/** Undoes a large import, if the job is an undo. Rejects if the job must be retried. */
export async function runUndoJob(
  { database, onFailure }: Running,
  { id: jobId, signal }: { id: string; signal: AbortSignal },
): Promise<void> {
  const progress: UndoProgress = { stage: "waiting", recordsDone: 0 };
  const undo = await database.transaction((tx) => saveUndoProgress(tx, jobId, { ...progress, attempts: 1 }));
  if (!undo) return;
  const caller = JobCaller.parse(undo.caller);
  const job = { database, jobId, undo, caller, progress, signal };
  await runClaimed({
    database,
    signal,
    attempts: undo.attempts,
    save: (tx) => saveUndoProgress(tx, jobId, progress),
    // Without counting the attempt.
    release: (tx) => saveUndoProgress(tx, jobId, { stage: "queued", recordsDone: 0, attempts: -1 }),
    async work(signal) {
      const { practiceId } = undo;
      await requireStillAllowed(database.reader, { practiceId, caller, needed: ["import:undo"] });
      await database.bulkTransaction((transaction) => undoIn(transaction, { ...job, signal }));
    },
    end: (error) => end(job, error),
    onFailure,
  });
}

/** Undoes everything or nothing, and only once if several processes try. */
async function undoIn(transaction: BulkDatabase, job: Job): Promise<void> {
  const { jobId, undo, caller, progress, signal } = job;
  const { practiceId, importId: id } = undo;
  await setLocal(transaction, "caretype.account_id", caller.accountId);
  await pollForImportLock(transaction, signal);
  progress.stage = "checking";
  const scope = { practiceId, accountId: caller.accountId };
  await undoImport(transaction, scope, {
    id,
    throttle: createServerThrottle(signal),
    entryOf: (ids) => undoEntry(practiceId, caller, { subjects: new Set(ids) }),
    onRemoved: (records) => {
      progress.stage = "removing";
      progress.recordsDone += records;
    },
  });
  // Also audits an import whose records were all removed before.
  await appendEntries(transaction, [undoEntry(practiceId, caller, { subjects: new Set([id]) })]);
  if (!(await finishUndo(transaction, jobId, null))) throw new JobCancelled();
}

const nothing = { named: [], restricted: [] };

async function end({ database, jobId, undo, caller }: Job, error: unknown): Promise<void> {
  const refusal = toDomainError(error);
  const { code, details } = refusal;
  const { blockedByTotal = 0, blockedElsewhere = false } = details;
  const { named, restricted } = refusal instanceof UndoBlocked ? refusal.blocked : nothing;
  const failure = {
    code,
    blockedByTotal,
    blockedElsewhere,
    blockedBy: named.slice(0, maxStored),
    restricted: restricted.slice(0, maxStored),
  };
  await database.transaction(async (tx) => {
    const isThere = await finishUndo(tx, jobId, failure);
    const subjects = new Set([undo.importId, ...disclosedBy(refusal)]);
    if (isThere) await appendEntries(tx, [undoEntry(undo.practiceId, caller, { subjects, outcome: code })]);
  });
}
