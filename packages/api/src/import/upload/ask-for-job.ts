import { type Database, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError, invalidInput } from "../../error/domain-error.ts";
import { AccountId, SessionId, type UploadId } from "../../field/ids.ts";
import { newId } from "../../field/new-id.ts";
import type { ChangeContext } from "../../procedure/body-context.ts";
import type { Scope } from "../../procedure/scope.ts";
import type { Services } from "../../services.ts";
import { placeInLine, workOf } from "../place-in-line.ts";
import { TableSettings } from "../table/schema.ts";
import { requireMayBring, requireReadable } from "./begin-upload.ts";
import {
  deleteParts,
  findUpload,
  type LockedUpload,
  lockUpload,
  UploadFiles,
  updateUpload,
} from "./queries.ts";
import type { CheckUpload, ImportUpload, RunUpload } from "./schema.ts";

/** Who has asked for what is done later, for the audit; and whether they still may is looked up then. */
export const JobCaller = z.object({
  accountId: AccountId,
  sessionId: SessionId,
  role: z.string(),
  address: z.string().nullable(),
  requestId: z.string(),
  /** Not in what was asked for by an earlier version. */
  clientRequestId: z.string().nullish(),
});
export type JobCaller = z.output<typeof JobCaller>;

export type AskContext = {
  db: Database;
  scope: Scope;
  address: string;
  requestId: string;
  clientRequestId?: string | null | undefined;
  services: Pick<Services, "importJobs" | "directoryWrites">;
};

export const callerOf = ({ scope, address, requestId, clientRequestId }: AskContext): JobCaller => {
  const { accountId, sessionId, role } = scope;
  return { accountId, sessionId, role, address, requestId, clientRequestId };
};

/** The job is needed for so long, at the most, as the upload is kept. */
export const keepSeconds = 25 * 3_600;

/** Has it checked. Rejects with `IMPORT_UPLOAD_CLOSED`, `IMPORT_UPLOAD_INCOMPLETE`, `IMPORT_RUNNING`, `INVALID_INPUT`. */
export async function askForCheck(
  context: AskContext,
  { id, rows, table }: CheckUpload,
): Promise<ImportUpload> {
  const upload = await lockComplete(context, { id, rows });
  if (table && upload.format !== "table") throw invalidInput({ table: ["Only for a table"] });
  return askFor(context, { ...upload, tableSettings: table ?? upload.tableSettings }, "checking");
}

/** Has it imported. Rejects likewise. */
export async function askForRun(context: AskContext, input: RunUpload): Promise<ImportUpload> {
  return askFor(context, await lockComplete(context, input), "running");
}

async function lockComplete({ db, scope }: AskContext, { id, rows }: RunUpload): Promise<LockedUpload> {
  const upload = await lockUpload(db, scope, id);
  if (!["uploading", "checked", "failed"].includes(upload.state))
    throw new DomainError("IMPORT_UPLOAD_CLOSED");
  if (upload.rows !== rows) throw new DomainError("IMPORT_UPLOAD_INCOMPLETE");
  return upload;
}

async function askFor(context: AskContext, upload: LockedUpload, state: "checking" | "running") {
  const { db, scope, services } = context;
  const { id, records, files, tableSettings } = upload;
  const settings = TableSettings.nullable().parse(tableSettings);
  const [file] = UploadFiles.parse(files);
  if (settings && records && file) requireReadable(scope, { records, columns: file.columns, settings });
  await requireMayBring(context, records);
  const { stage, priority } = await placeInLine(db, scope);
  const jobId = newId();
  await updateUpload(
    db,
    { practiceId: scope.practiceId, id },
    {
      state,
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

/** Ends it, and a check or a run that goes on. Rejects with `IMPORT_UPLOAD_CLOSED` once it is done. */
export async function cancelUpload({ db, scope, audit }: ChangeContext, id: UploadId): Promise<ImportUpload> {
  const upload = await lockUpload(db, scope, id);
  if (upload.state === "done" || upload.state === "refused") throw new DomainError("IMPORT_UPLOAD_CLOSED");
  if (upload.state === "cancelled") audit.unchanged();
  else {
    // Whoever is at it finds out within a second, and at the latest when it would be committed.
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
  }
  return findUpload(db, scope, id);
}
