import { type DatabaseHandle, JobPostponed } from "@caretype/db";
import { appendEntries } from "../../audit/queries.ts";
import { toDomainError } from "../../error-map.ts";
import { DomainError, type ErrorCode } from "../../errors.ts";
import { type Permission, rolePermissions, roles } from "../../permissions.ts";
import { type ImportProblems, ImportRefused } from "../problems.ts";
import { ProgressCounter } from "../progress-counter.ts";
import { TableSettings } from "../table/schema.ts";
import { JobCaller } from "./ask-for-job.ts";
import { entryOf, importUploaded, type Job, noProblems } from "./import-uploaded.ts";
import { permissionsNow, putBack, settle, type TakenUpload, takeUpload } from "./job-queries.ts";
import { JobCancelled, watchJob } from "./watch-job.ts";

type Running = {
  database: DatabaseHandle;
  /** Hears of what has kept a job from being done. */
  onFailure: (error: unknown) => void;
};

/** A server may die of what it is given, and another one after it: so it is not tried for ever. */
const mostAttempts = 5;

/** Checks or runs what an upload has brought. Rejects where it is to be done again. */
export async function runJob(
  { database, onFailure }: Running,
  { id: jobId, signal }: { id: string; signal: AbortSignal },
): Promise<void> {
  const upload = await database.transaction((tx) => takeUpload(tx, jobId));
  if (!upload) return;
  const progress = new ProgressCounter(upload.rows);
  const watch = watchJob({ database, jobId, progress });
  const signals = AbortSignal.any([signal, watch.signal]);
  const job: Job = { ...jobOf(upload), database, jobId, progress, signal: signals };
  try {
    if (upload.attempts > mostAttempts) throw new DomainError("SERVICE_UNAVAILABLE");
    await requireAllowed(job);
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

/** As of now: it may have waited. Rejects with `PERMISSION_DENIED`. */
async function requireAllowed({ database, upload, caller, settings }: Job): Promise<void> {
  const found = await permissionsNow(database.reader, upload.practiceId, caller);
  const role = roles.find((each) => each === found?.role);
  const held: ReadonlySet<string> = role ? rolePermissions[role] : new Set(found?.granted ?? []);
  const needed: Permission[] = ["import:run"];
  if (settings?.mapping.medicalHistory !== undefined) needed.push("patient:read-clinical");
  if (!needed.every((permission) => held.has(permission))) throw new DomainError("PERMISSION_DENIED");
}

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
