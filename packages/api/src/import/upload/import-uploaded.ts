import { setTimeout as pause } from "node:timers/promises";
import type { BulkDatabase, DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { AuditEntry } from "../../audit/log/entry.ts";
import { createServersPace, type Pace } from "../pace.ts";
import { ImportProblems } from "../problems.ts";
import type { ProgressCounter } from "../progress-counter.ts";
import { awaitImportLock } from "../queries.ts";
import { DryRun, type ImportPlan, type ImportSummary, runImport } from "../run-import.ts";
import { syntheaFiles } from "../synthea-columns.ts";
import { syntheaPlan } from "../synthea-plan.ts";
import type { TableSettings } from "../table/schema.ts";
import { columnsOf } from "../table/settings.ts";
import { tablePlan } from "../table/table-plan.ts";
import type { JobCaller } from "./ask-for-job.ts";
import { settle, type TakenUpload } from "./job-queries.ts";
import { UploadFiles } from "./queries.ts";
import type { ImportResult } from "./schema.ts";
import { syntheaSource, tableRows } from "./uploaded-rows.ts";
import { JobCancelled } from "./watch-job.ts";

export type Job = {
  database: DatabaseHandle;
  jobId: string;
  upload: TakenUpload;
  caller: JobCaller;
  settings: TableSettings | null;
  isCheck: boolean;
  progress: ProgressCounter;
  signal: AbortSignal;
};

export const noProblems = { total: 0, first: [] };

/** What the audit says of it. */
export function entryOf(
  { upload, caller, isCheck }: Job,
  known: Pick<AuditEntry, "subjects"> & Partial<AuditEntry>,
): AuditEntry {
  const { role, ...from } = caller;
  return {
    ...from,
    practiceId: upload.practiceId,
    action: `import.${upload.format}`,
    outcome: "ok",
    basis: `${role} import:run${isCheck ? ", dry run" : ""}`,
    ...known,
  };
}

/**
 * Imports all of it, or nothing; for a check, takes it back. What it has come to is kept with the upload: of a run in
 * the same transaction, so that it is done once, however many are at it.
 * @throws {ImportRefused} when any row is bad, and {JobCancelled}.
 */
export async function importUploaded(job: Job): Promise<void> {
  const { database, isCheck, jobId, signal } = job;
  let result: ImportResult | undefined;
  try {
    await database.bulkTransaction(async (transaction) => {
      const summary = await runImport(transaction, runOf(job));
      result = await resultOf(transaction, summary, isCheck);
      signal.throwIfAborted();
      if (isCheck) throw new DryRun(summary);
      const isDone = await settle(transaction, jobId, { state: "done", result, problems: noProblems });
      if (!isDone) throw new JobCancelled();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
    await database.transaction((tx) => settle(tx, jobId, { state: "checked", result, problems: noProblems }));
  }
}

function runOf(job: Job) {
  const { upload, caller, progress, signal } = job;
  const names = UploadFiles.parse(upload.files).map(({ file }) => file);
  const problems = new ImportProblems(upload.format === "synthea" ? syntheaFiles : names);
  return {
    plan: planOf(job, problems),
    problems,
    progress,
    pace: createJobPace(signal),
    importer: { accountId: caller.accountId, practiceId: upload.practiceId },
    entryOf: (ids: Iterable<string>) => entryOf(job, { subjects: new Set(ids) }),
    takeTurn: (transaction: BulkDatabase) => takeTurn(transaction, job),
  };
}

function planOf({ database, upload, settings }: Job, problems: ImportProblems): ImportPlan {
  const files = UploadFiles.parse(upload.files);
  const { practiceId, id: uploadId, records } = upload;
  // On another connection, as no statement runs on the import's while a COPY does.
  const uploaded = { db: database.searcher(practiceId), practiceId, uploadId, files, problems };
  if (upload.format === "synthea") return syntheaPlan(syntheaSource(uploaded));
  const [file] = files;
  if (!records || !settings || !file) throw new Error("An upload of a table lacks what a table has.");
  const rows = () => tableRows(uploaded, columnsOf(settings));
  return tablePlan({ practiceId, records, settings, file: file.file, rows });
}

/** Rests after each slice, and ends there when it is to end. */
export function createJobPace(signal: AbortSignal): Pace {
  const pace = createServersPace();
  return {
    async rest() {
      signal.throwIfAborted();
      await pace.rest();
    },
  };
}

const lookAgainMilliseconds = 250;

async function takeTurn(
  transaction: BulkDatabase,
  { progress, signal }: Pick<Job, "progress" | "signal">,
): Promise<void> {
  progress.enter("waiting");
  await awaitTurn(transaction, signal);
}

/** Until no import goes on, nor an undoing. */
export async function awaitTurn(transaction: BulkDatabase, signal: AbortSignal): Promise<void> {
  await awaitImportLock(transaction, async () => {
    await pause(lookAgainMilliseconds);
    signal.throwIfAborted();
  });
}

/** With the line of each new patient who may be somebody else; after a check the records themselves are gone. */
async function resultOf(
  transaction: BulkDatabase,
  { importId, patients, doctors, assignments, duplicates }: ImportSummary,
  isCheck: boolean,
): Promise<ImportResult> {
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
    patients,
    doctors,
    assignments,
    duplicates: { patients: duplicates.patients, first },
  };
}
