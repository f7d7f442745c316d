import { type DatabaseHandle, JobPostponed } from "@caretype/db";
import { appendEntries } from "../../audit/log/queries.ts";
import type { ErrorCode } from "../../error/definitions.ts";
import { DomainError } from "../../error/domain-error.ts";
import { toDomainError } from "../../error/map.ts";
import type { Permission } from "../../permissions.ts";
import { type ImportProblems, ImportRefused } from "../problems.ts";
import { ProgressCounter } from "../progress-counter.ts";
import { TableSettings } from "../table/schema.ts";
import { permissionsToImport } from "../table/settings.ts";
import { JobCaller } from "./ask-for-job.ts";
import { entryOf, importUploaded, type Job, noProblems } from "./import-uploaded.ts";
import { noteProgress, putBack, settle, type TakenUpload, takeUpload } from "./job-queries.ts";
import { requireStillAllowed } from "./still-allowed.ts";
import { JobCancelled, watchJob } from "./watch-job.ts";

export type Running = {
  database: DatabaseHandle;
  /** Hears of what has kept a job from being done. */
  onFailure: (error: unknown) => void;
};

/** A server may die of what it is given, and another one after it: so it is not tried for ever. */
export const mostAttempts = 5;

/** Checks or runs what an upload has brought, if the job is about one. Rejects where it is to be done again. */
export async function runJob(
  { database, onFailure }: Running,
  { id: jobId, signal }: { id: string; signal: AbortSignal },
): Promise<void> {
  const upload = await database.transaction((tx) => takeUpload(tx, jobId));
  if (!upload) return;
  const progress = new ProgressCounter(upload.rows);
  const watch = watchJob({ database, note: (tx) => noteProgress(tx, jobId, progress) });
  const signals = AbortSignal.any([signal, watch.signal]);
  const job: Job = { ...jobOf(upload), database, jobId, progress, signal: signals };
  try {
    if (upload.attempts > mostAttempts) throw new DomainError("SERVICE_UNAVAILABLE");
    const { practiceId } = upload;
    await requireStillAllowed(database.reader, { practiceId, caller: job.caller, needed: neededFor(job) });
    await importUploaded(job);
  } catch (error) {
    await watch.stop();
    if (error instanceof JobCancelled) return;
    if (signal.aborted) {
      await database.transaction((tx) => putBack(tx, jobId));
      throw new JobPostponed("The server stops, or another one is at it.");
    }
    await end(job, error, onFailure);
  } finally {
    await watch.stop();
  }
}

const jobOf = (upload: TakenUpload) => ({
  upload,
  caller: JobCaller.parse(upload.caller),
  settings: TableSettings.nullable().parse(upload.tableSettings),
  isCheck: upload.state === "checking",
});

const neededFor = ({ settings }: Job): Permission[] => [
  "import:run",
  ...(settings ? permissionsToImport(settings) : []),
];

/** Ends a job that was not done, or rejects where it is to be tried again. */
async function end(job: Job, error: unknown, onFailure: (error: unknown) => void): Promise<void> {
  const { database, jobId, upload, isCheck } = job;
  const { code, problems } = refusalOf(error);
  const isPassing = code === "SERVICE_UNAVAILABLE";
  if (isPassing && upload.attempts < mostAttempts) throw error;
  const isOurs = isPassing || code === "INTERNAL";
  if (isOurs) onFailure(error);
  await database.transaction(async (tx) => {
    const isThere = await settle(tx, jobId, {
      state: isOurs ? "failed" : isCheck ? "checked" : "refused",
      problems: problems ? told(problems) : isOurs ? null : noProblems,
      failure: problems ? null : code,
    });
    const subjects = new Set([upload.id]);
    if (isThere && !isCheck) await appendEntries(tx, [entryOf(job, { subjects, outcome: code })]);
  });
}

const told = (problems: ImportProblems) => ({
  total: problems.total,
  first: problems.first().map(({ line = null, column = null, ...same }) => ({ ...same, line, column })),
});

function refusalOf(error: unknown): { code: ErrorCode; problems?: ImportProblems } {
  if (!(error instanceof ImportRefused)) return { code: toDomainError(error).code };
  return { code: error.code, ...(error.problems && { problems: error.problems }) };
}
