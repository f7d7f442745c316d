import type { AuditEntry } from "@caretype/core/kernel/audit-log/entry";
import { appendEntries } from "@caretype/core/kernel/audit-log/queries";
import { findOwnZone } from "@caretype/core/mechanisms/practice-days";
import type { BulkDatabase, Database, DatabaseHandle } from "@caretype/db";
import { notify } from "@caretype/identity/notification/notify";
import { sql } from "drizzle-orm";
import type { JobCaller } from "../jobs/requests.ts";
import { JobCancelled } from "../jobs/run-claimed.ts";
import { keepOrRollBack, pollForImportLock } from "../pipeline/import-transaction.ts";
import type { ImportPlan } from "../pipeline/stage-rows.ts";
import { syntheaPlan } from "../pipeline/synthea-plan.ts";
import { tablePlan } from "../pipeline/table-plan.ts";
import { createServerThrottle, type ProgressCounter } from "../pipeline/throttle.ts";
import { type ImportSummary, runImport } from "../run-import.ts";
import type { ImportResult } from "../schema.ts";
import { ImportProblems } from "../source/problems.ts";
import { syntheaFiles } from "../source/synthea/columns.ts";
import type { TableSettings } from "../source/table/schema.ts";
import { columnsOf } from "../source/table/settings.ts";
import { type ClaimedUpload, finishJob } from "./job-queries.ts";
import { UploadFiles } from "./queries.ts";
import { placeOf, saveInvalid } from "./row-queries.ts";
import { uploadLimits } from "./schema.ts";
import {
  collectInvalid,
  keepInvalid,
  syntheaSource,
  tableRows,
  type UploadedFiles,
} from "./uploaded-rows.ts";

export type Job = {
  database: DatabaseHandle;
  jobId: string;
  upload: ClaimedUpload;
  caller: JobCaller;
  settings: TableSettings | null;
  isCheck: boolean;
  progress: ProgressCounter;
  signal: AbortSignal;
};

export const noProblems = { total: 0, first: [] };

/** Notifies the requester of the job's end. An API key has no person to notify. */
export const notifyRequester = (
  tx: Database,
  { upload: { practiceId, id }, caller: { accountId } }: Pick<Job, "upload" | "caller">,
  kind: "import-done" | "import-failed",
): Promise<void> => notify(tx, [accountId], { practiceId, kind, subjectId: id });

/** Builds an audit entry of the job. */
export function entryOf(
  { upload, caller, isCheck }: Job,
  known: Pick<AuditEntry, "subjects"> & Partial<AuditEntry>,
): AuditEntry {
  const { role, ...from } = caller;
  return {
    ...from,
    practiceId: upload.practiceId,
    action: upload.format === "synthea" ? "import.synthea" : "import.table",
    outcome: "ok",
    basis: `${role} import:run${isCheck ? ", dry run" : ""}`,
    ...known,
  };
}

/**
 * Imports everything or nothing. Rolls a check back. The result of a run is stored in the same transaction,
 * so that it happens once even if several processes try.
 * @throws {ImportRefused} if any row is invalid, and {JobCancelled}.
 */
export async function importUploaded(job: Job): Promise<void> {
  const { database, isCheck, jobId, signal } = job;
  const run = await runOf(job);
  const { result, isKept } = await keepOrRollBack(
    database,
    async (transaction) => {
      const summary = await runImport(transaction, run);
      const result = { ...(await resultOf(transaction, summary, isCheck)), rowsSkipped: run.rowsSkipped };
      signal.throwIfAborted();
      if (isCheck) return { result, isKept: false };
      await keepRepeated(transaction, job, run.problems);
      const isDone = await finishJob(transaction, jobId, { state: "done", result, problems: noProblems });
      if (!isDone) throw new JobCancelled();
      await notifyRequester(transaction, job, "import-done");
      return { result, isKept: true };
    },
    job.upload.practiceId,
  );
  if (!isKept) await finishCheck(job, { problems: run.problems, result });
}

/** Keeps the left-out rows that repeat others, beside those with problems. */
async function keepRepeated(tx: Database, job: Job, problems: ImportProblems): Promise<void> {
  const { practiceId, id, files, format, revision } = job.upload;
  const [file] = UploadFiles.parse(files);
  if (!file || format === "synthea") return;
  const repeated = new Map([...problems.leftOutOf(file.file)].slice(0, uploadLimits.invalidRows));
  if (repeated.size === 0) return;
  const uploaded = { ...(await uploadedOf(job, problems)), skipsInvalid: false };
  const rows = await collectInvalid(uploaded, file, { rows: repeated });
  await saveInvalid(
    tx,
    { practiceId, id },
    (rows ?? []).map((row) => ({ ...row, version: revision + 1 })),
  );
}

type Found = { problems: ImportProblems; result?: ImportResult | undefined };

/**
 * Stores the result of a check, or of a run that imported nothing. Rows with problems can then be corrected.
 * @throws {JobCancelled}.
 */
export async function finishCheck(job: Job, { problems, result }: Found): Promise<void> {
  const { database, jobId, upload, isCheck } = job;
  const { practiceId, id, revision, skipsInvalid } = upload;
  const [file = { file: "", columns: [] }] = UploadFiles.parse(upload.files);
  const key = { practiceId, id };
  const isTable = upload.format !== "synthea";
  const rows = isTable
    ? await collectInvalid({ ...(await uploadedOf(job, problems)), skipsInvalid: false }, file, problems)
    : null;
  const keepsOthers = !isCheck && skipsInvalid;
  await database.transaction(async (tx) => {
    const kept = await keepInvalid(tx, key, {
      rows,
      version: revision + 1,
      place: placeOf(upload.format, file),
      keepsOthers,
    });
    const found = { problems: { total: problems.total, first: problems.first() }, result };
    const isDone = await finishJob(tx, jobId, { state: "checked", ...found, ...kept });
    if (!isDone) throw new JobCancelled();
    if (isCheck) return;
    await appendEntries(tx, [entryOf(job, { subjects: new Set([id]), outcome: "INVALID_INPUT" })]);
    await notifyRequester(tx, job, "import-failed");
  });
}

async function runOf(job: Job) {
  const { upload, caller, progress, signal, isCheck } = job;
  const names = UploadFiles.parse(upload.files).map(({ file }) => file);
  const isTable = upload.format !== "synthea";
  const maxRows = isTable ? uploadLimits.invalidRows : 0;
  const problems = new ImportProblems(isTable ? names : syntheaFiles, { maxRows });
  return {
    plan: await planOf(job, problems),
    problems,
    progress,
    files: names,
    rowsSkipped: upload.skipsInvalid && !isCheck ? (upload.invalidRows ?? 0) : 0,
    leavesOutInvalid: isCheck,
    throttle: createServerThrottle(signal),
    importer: {
      accountId: caller.accountId,
      practiceId: upload.practiceId,
      timeZone: await findOwnZone(job.database.reader, upload),
    },
    entryOf: (ids: Iterable<string>) => entryOf(job, { subjects: new Set(ids) }),
    acquireLock: async (transaction: BulkDatabase) => {
      progress.enter("waiting");
      await pollForImportLock(transaction.shared, signal);
    },
  };
}

async function uploadedOf(
  { database, upload, isCheck }: Job,
  problems: ImportProblems,
): Promise<UploadedFiles> {
  const { practiceId, id: uploadId, format, createdAt } = upload;
  return {
    // On another connection, because the import's is busy during a COPY.
    db: database.searcher(practiceId),
    practiceId,
    uploadId,
    problems,
    files: UploadFiles.parse(upload.files),
    skipsInvalid: upload.skipsInvalid && !isCheck,
    // The check and the run need the same day. Otherwise, rows would have other numbers at the turn of the year.
    calendarOf:
      format === "calendar"
        ? { today: new Date(createdAt), timeZone: await findOwnZone(database.reader, upload) }
        : null,
  };
}

async function planOf(job: Job, problems: ImportProblems): Promise<ImportPlan> {
  const { upload, settings } = job;
  const { practiceId, records } = upload;
  const uploaded = await uploadedOf(job, problems);
  if (upload.format === "synthea") return syntheaPlan(syntheaSource(uploaded), upload);
  const [file] = uploaded.files;
  if (!records || !settings || !file)
    throw new Error("The upload of a table has no file, records or settings.");
  const rows = (isScan: boolean) =>
    tableRows(isScan ? { ...uploaded, problems: new ImportProblems([]) } : uploaded, columnsOf(settings));
  return tablePlan({ practiceId, records, settings, file: file.file, rows });
}

/** Builds the result, with the line of each possible duplicate. After a check, the new records do not exist. */
async function resultOf(
  transaction: BulkDatabase,
  { importId, duplicates, ...tallies }: ImportSummary,
  isCheck: boolean,
): Promise<Omit<ImportResult, "rowsSkipped">> {
  const ids = duplicates.first.map(({ newId }) => newId);
  const rows = await transaction.execute<{ id: string; line: number }>(
    sql`select id, line from import_patient where id = any(${`{${ids.join(",")}}`}::uuid[])`,
  );
  const lines = new Map(rows.map(({ id, line }) => [id, line]));
  const first = duplicates.first.map(({ newId, ...pair }) => ({
    ...pair,
    line: lines.get(newId) ?? 0,
    newId: isCheck ? null : newId,
  }));
  return {
    importId: isCheck ? null : importId,
    ...tallies,
    duplicates: { patients: duplicates.patients, first },
  };
}
