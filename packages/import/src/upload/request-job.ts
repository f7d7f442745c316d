import { DomainError, invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { UploadId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { ChangeContext } from "@caretype/core/kernel/procedure/body-context";
import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { callerOf, keepSeconds, queuePosition, type RequestContext } from "../jobs/requests.ts";
import { calendarSettings } from "../source/calendar/columns.ts";
import { TableSettings } from "../source/table/schema.ts";
import { requireImportable, requireMayImport } from "./begin-upload.ts";
import {
  deleteParts,
  findUpload,
  type LockedUpload,
  lockUpload,
  UploadFiles,
  updateUpload,
} from "./queries.ts";
import { deleteKept } from "./row-queries.ts";
import type { CheckUpload, ImportUpload, RunUpload } from "./schema.ts";

/**
 * Queues a check. Throws `IMPORT_UPLOAD_CLOSED`, `IMPORT_UPLOAD_INCOMPLETE`, `IMPORT_RUNNING` and
 * `INVALID_INPUT`.
 */
export async function requestCheck(
  context: RequestContext,
  { id, rows, table }: CheckUpload,
): Promise<ImportUpload> {
  const upload = await lockComplete(context, { id, rows });
  if (table && upload.format === "synthea") throw invalidInput({ table: ["Only for a table or a calendar"] });
  const settings = table && upload.format === "calendar" ? calendarSettings(table) : table;
  return requestJob(
    context,
    { ...upload, tableSettings: settings ?? upload.tableSettings },
    { state: "checking" },
  );
}

/** Queues an import. Throws the same errors, and `IMPORT_ROWS_CHANGED`. */
export async function requestRun(context: RequestContext, input: RunUpload): Promise<ImportUpload> {
  const upload = await lockComplete(context, input);
  if (input.skipRows !== undefined && input.skipRows !== upload.invalidRows)
    throw new DomainError("IMPORT_ROWS_CHANGED");
  return requestJob(context, upload, { state: "running", skipsInvalid: input.skipRows !== undefined });
}

async function lockComplete(
  { db, scope }: RequestContext,
  { id, rows }: Pick<RunUpload, "id" | "rows">,
): Promise<LockedUpload> {
  const upload = await lockUpload(db, scope, id);
  if (!["uploading", "checked", "failed"].includes(upload.state))
    throw new DomainError("IMPORT_UPLOAD_CLOSED");
  if (upload.rows !== rows) throw new DomainError("IMPORT_UPLOAD_INCOMPLETE");
  return upload;
}

async function requestJob(
  context: RequestContext,
  upload: LockedUpload,
  { state, skipsInvalid = false }: { state: "checking" | "running"; skipsInvalid?: boolean },
): Promise<ImportUpload> {
  const { db, scope, services } = context;
  const { id, records, files, tableSettings } = upload;
  const settings = TableSettings.nullable().parse(tableSettings);
  const [file] = UploadFiles.parse(files);
  if (settings && records && file) requireImportable(scope, { records, columns: file.columns, settings });
  await requireMayImport(context, records);
  const { stage, priority } = await queuePosition(db, scope);
  const jobId = newId();
  await updateUpload(
    db,
    { practiceId: scope.practiceId, id },
    {
      state,
      skipsInvalid,
      tableSettings,
      jobId,
      caller: callerOf(context),
      attempts: 0,
      stage,
      rowsDone: 0,
      stageRows: 0,
      askedAt: sql`now()`,
      worked: sql`${schema.importUpload.worked} + ${workOf(upload.rows)}`,
      problems: null,
      result: null,
      failure: null,
    },
  );
  await services.importJobs.add(db, { id: jobId, keepSeconds, priority });
  return findUpload(db, scope, id);
}

/** Cancels an upload, and its check or run. Throws `IMPORT_UPLOAD_CLOSED` if it is done. */
export async function cancelUpload({ db, scope, audit }: ChangeContext, id: UploadId): Promise<ImportUpload> {
  const upload = await lockUpload(db, scope, id);
  if (upload.state === "done" || upload.state === "refused") throw new DomainError("IMPORT_UPLOAD_CLOSED");
  if (upload.state === "cancelled") audit.unchanged();
  else {
    // A running job notices within a second, or at the latest when it commits.
    const key = { practiceId: scope.practiceId, id };
    const files = UploadFiles.parse(upload.files).map(({ file }) => ({ file, columns: [] }));
    await updateUpload(db, key, {
      state: "cancelled",
      files,
      tableSettings: null,
      jobId: null,
      caller: null,
    });
    await deleteParts(db, key);
    await deleteKept(db, key);
  }
  return findUpload(db, scope, id);
}

/** The minimum number of rows that a check or a run counts as, so that repeated small jobs are not free. */
const minimumRows = 15_000;
const workOf = (rows: number): number => Math.max(rows, minimumRows);
