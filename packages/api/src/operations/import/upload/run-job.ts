import type { DatabaseHandle } from "@caretype/db";
import { appendEntries } from "../../../kernel/audit-log/queries.ts";
import type { ErrorCode } from "../../../kernel/error/definitions.ts";
import { toDomainError } from "../../../kernel/error/map.ts";
import type { Permission } from "../../../kernel/permissions/permissions.ts";
import { type ImportProblems, ImportRefused } from "../pipeline/problems.ts";
import { ProgressCounter } from "../pipeline/throttle.ts";
import { TableSettings } from "../source/table/schema.ts";
import { permissionsToImport } from "../source/table/settings.ts";
import { neededForSynthea } from "./begin-upload.ts";
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
import { JobCancelled, maxAttempts, runClaimed } from "./watch-job.ts";

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
    end: (error) => end(job, error, onFailure),
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
    ? neededForSynthea({ files: UploadFiles.parse(upload.files), appointments: upload.appointments })
    : []),
  ...(settings && upload.records ? permissionsToImport(upload.records, settings) : []),
];

/** Ends a failed job, or rejects if it must be retried. */
async function end(job: Job, error: unknown, onFailure: (error: unknown) => void): Promise<void> {
  const { database, jobId, upload, isCheck } = job;
  const { code, problems } = refusalOf(error);
  if (problems) return finishCheck(job, { problems }).catch(ignoreCancelled);
  const isPassing = code === "SERVICE_UNAVAILABLE";
  if (isPassing && upload.attempts < maxAttempts) throw error;
  const isOurs = isPassing || code === "INTERNAL";
  if (isOurs) onFailure(error);
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

function refusalOf(error: unknown): { code: ErrorCode; problems?: ImportProblems } {
  if (!(error instanceof ImportRefused)) return { code: toDomainError(error).code };
  return { code: error.code, ...(error.problems && { problems: error.problems }) };
}
