import { appendEntries } from "@caretype/core/kernel/audit-log/queries";
import type { Permission } from "@caretype/core/kernel/permissions/permissions";
import { JobCaller, requireStillAllowed } from "../jobs/requests.ts";
import { JobCancelled, type Running, runClaimed } from "../jobs/run-claimed.ts";
import { ProgressCounter } from "../pipeline/throttle.ts";
import { ImportRefused } from "../source/problems.ts";
import { neededForSynthea } from "../source/synthea/columns.ts";
import { TableSettings } from "../source/table/schema.ts";
import { permissionsToImport } from "../source/table/settings.ts";
import {
  entryOf,
  finishCheck,
  importUploaded,
  type Job,
  noProblems,
  notifyRequester,
} from "./import-uploaded.ts";
import { finishJob, saveProgress } from "./job-queries.ts";
import { UploadFiles } from "./queries.ts";

/** Checks or imports an upload, if the job is an upload's. Rejects if the job must be retried. */
export async function runJob(
  { database, onFailure }: Running,
  { id: jobId, signal }: { id: string; signal: AbortSignal },
): Promise<void> {
  const claim = { stage: "reading", rowsDone: 0, rows: null, attempts: 1 } as const;
  const upload = await database.transaction((tx) => saveProgress(tx, jobId, claim));
  if (!upload) return;
  const progress = new ProgressCounter(upload.rows);
  const job: Job = {
    database,
    jobId,
    upload,
    caller: JobCaller.parse(upload.caller),
    settings: TableSettings.nullable().parse(upload.tableSettings),
    isCheck: upload.state === "checking",
    progress,
    signal,
  };
  await runClaimed({
    database,
    signal,
    attempts: upload.attempts,
    save: (tx) => saveProgress(tx, jobId, progress),
    // Without counting the attempt.
    release: (tx) => saveProgress(tx, jobId, { stage: "queued", rowsDone: 0, rows: 0, attempts: -1 }),
    async work(signal) {
      const { practiceId } = upload;
      await requireStillAllowed(database.reader, { practiceId, caller: job.caller, needed: neededFor(job) });
      await importUploaded({ ...job, signal });
    },
    end: (error, failure) => end(job, error, failure),
    onFailure,
  });
}

const neededFor = ({ settings, upload }: Job): Permission[] => [
  "import:run",
  ...(upload.format === "synthea"
    ? neededForSynthea(
        UploadFiles.parse(upload.files).map(({ file }) => file),
        upload.appointments,
      )
    : []),
  ...(settings && upload.records ? permissionsToImport(upload.records, settings) : []),
];

type Failure = Parameters<Parameters<typeof runClaimed>[0]["end"]>[1];

async function end(job: Job, error: unknown, { code, isOurs }: Failure): Promise<void> {
  const { database, jobId, upload, isCheck } = job;
  if (error instanceof ImportRefused && error.problems)
    return finishCheck(job, { problems: error.problems }).catch(ignoreCancelled);
  await database.transaction(async (tx) => {
    const isThere = await finishJob(tx, jobId, {
      state: isOurs ? "failed" : isCheck ? "checked" : "refused",
      problems: isOurs ? null : noProblems,
      failure: code,
    });
    const subjects = new Set([upload.id]);
    if (isThere && !isCheck) await appendEntries(tx, [entryOf(job, { subjects, outcome: code })]);
    if (isThere && (isOurs || !isCheck)) await notifyRequester(tx, job, "import-failed");
  });
}

function ignoreCancelled(error: unknown): void {
  if (!(error instanceof JobCancelled)) throw error;
}
