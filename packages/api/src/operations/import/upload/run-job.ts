import type { DatabaseHandle } from "@caretype/db";
import { appendEntries } from "../../../kernel/audit-log/queries.ts";
import type { Permission } from "../../../kernel/permissions/permissions.ts";
import { ImportRefused } from "../pipeline/problems.ts";
import { ProgressCounter } from "../pipeline/throttle.ts";
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
import {
  type ClaimedUpload,
  claimUpload,
  finishJob,
  releaseUpload,
  requireStillAllowed,
  saveProgress,
} from "./job-queries.ts";
import { UploadFiles } from "./queries.ts";
import { JobCaller } from "./request-job.ts";
import { JobCancelled, runClaimed } from "./watch-job.ts";

export type Running = {
  database: DatabaseHandle;
  /** Called with errors that make a job fail. */
  onFailure: (error: unknown) => void;
};

/** Checks or imports an upload, if the job is an upload's. Rejects if the job must be retried. */
export async function runJob(
  { database, onFailure }: Running,
  { id: jobId, signal }: { id: string; signal: AbortSignal },
): Promise<void> {
  const upload = await database.transaction((tx) => claimUpload(tx, jobId));
  if (!upload) return;
  const progress = new ProgressCounter(upload.rows);
  const job: Job = { ...jobOf(upload), database, jobId, progress, signal };
  await runClaimed({
    database,
    signal,
    attempts: upload.attempts,
    save: (tx) => saveProgress(tx, jobId, progress),
    release: (tx) => releaseUpload(tx, jobId),
    async work(signal) {
      const { practiceId } = upload;
      await requireStillAllowed(database.reader, { practiceId, caller: job.caller, needed: neededFor(job) });
      await importUploaded({ ...job, signal });
    },
    end: (error, failure) => end(job, error, failure),
    onFailure,
  });
}

const jobOf = (upload: ClaimedUpload) => ({
  upload,
  caller: JobCaller.parse(upload.caller),
  settings: TableSettings.nullable().parse(upload.tableSettings),
  isCheck: upload.state === "checking",
});

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
