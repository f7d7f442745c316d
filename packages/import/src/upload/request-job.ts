import { DomainError, invalidInput } from "@caretype/core/kernel/error/domain-error";
import { AccountId, SessionId, type UploadId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { currentTime } from "@caretype/core/kernel/field/time";
import type { ChangeContext } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Services } from "@caretype/core/kernel/procedure/services";
import { type Database, schema } from "@caretype/db";
import { importUndo, importUpload } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import { z } from "zod";
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

/** The requester of a background job, for the audit. Permissions are checked again when it runs. */
export const JobCaller = z.object({
  accountId: AccountId,
  sessionId: SessionId,
  role: z.string(),
  address: z.string().nullable(),
  requestId: z.string(),
  /** Absent in jobs queued by earlier versions. */
  clientRequestId: z.string().nullish(),
});
export type JobCaller = z.output<typeof JobCaller>;

export type RequestContext = {
  db: Database;
  scope: Scope;
  address: string;
  requestId: string;
  clientRequestId?: string | null | undefined;
  services: Pick<Services, "importJobs" | "directoryWrites">;
};

export const callerOf = ({ scope, address, requestId, clientRequestId }: RequestContext): JobCaller => {
  const { accountId, sessionId, role } = scope;
  return { accountId, sessionId, role, address, requestId, clientRequestId };
};

/** Slightly longer than an upload is kept. */
export const keepSeconds = 25 * 3_600;

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

/** The least rows that a check or a run counts as, so that repeated small jobs are not free. */
const minimumRows = 15_000;
const workOf = (rows: number): number => Math.max(rows, minimumRows);

/** The approximate speed while other clients are active. */
const rowsPerSecond = 500;
/** Priorities have 32 bits. */
const firstSecond = Date.UTC(2026, 0) / 1_000;

type Waiting = { worked: number; isBehind: boolean };
type QueuePosition = { priority: number; stage: "queued" | "waiting" };

/**
 * Computes a job's position in the fair queue of all practices. The job is queued as if requested later, by
 * the work of the last hour for its practice or its account. So no job starves, and recent users wait for
 * others.
 * Its stage starts as `waiting` if another job is ahead.
 */
export async function queuePosition(
  db: Database,
  { practiceId, accountId }: Pick<Scope, "accountId" | "practiceId">,
): Promise<QueuePosition> {
  const within = sql`asked_at > now() - interval '1 hour'`;
  // One table after the other, as all practices' rows are on several nodes of Citus.
  const found = [
    ...(await db.execute<Waiting>(sql`
      select "isBehind", worked from (
        select count(*) > 0 as "isBehind"
        from (select 1 from ${importUpload} where state in ('checking', 'running') limit 1) running
      ) ahead, (
        select coalesce(sum(worked), 0)::float8 as worked from ${importUpload}
        where (practice_id = ${practiceId} or created_by = ${accountId}) and ${within}
      ) recent`)),
    ...(await db.execute<Waiting>(sql`
      select "isBehind", worked from (
        select count(*) > 0 as "isBehind" from (select 1 from ${importUndo} where job_id is not null limit 1) queued
      ) ahead, (
        select coalesce(sum(records), 0)::float8 as worked from ${importUndo}
        where practice_id = ${practiceId} and ${within}
      ) recent`)),
  ];
  const worked = found.reduce((sum, each) => sum + each.worked, 0);
  const place = Math.round(currentTime() / 1_000 - firstSecond + worked / rowsPerSecond);
  const isBehind = found.some((each) => each.isBehind);
  return { priority: -Math.min(place, 2_000_000_000), stage: isBehind ? "waiting" : "queued" };
}
