import { DomainError, onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { AccountId, PracticeId, UploadId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { decodeCursor, toPage } from "@caretype/core/kernel/field/paging";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { advisoryLocks, type Database, given, prepared } from "@caretype/db";
import { importPart, importUpload } from "@caretype/db/schema";
import { and, desc, eq, getTableColumns, gt, inArray, lt, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { z } from "zod";
import { emailOf } from "../queries.ts";
import { ImportResult } from "../schema.ts";
import { isClinicalFile, syntheaFiles } from "../source/synthea/columns.ts";
import { isClinicalTable, TableSettings, tableRecords } from "../source/table/schema.ts";
import { type BeginUpload, ImportUpload, type ListUploads, type UploadPage, uploadLimits } from "./schema.ts";

const {
  practiceId: _practice,
  bytes,
  jobId,
  caller,
  askedAt: _asked,
  worked: _worked,
  readableNames: _names,
  appointments: _appointments,
  skipsInvalid: _skips,
  revision,
  ...visible
} = getTableColumns(importUpload);
const { problems: _problems, result: _result, files: _files, ...summary } = visible;
/** The names without the headers, which can be long. */
const fileNames = sql`(
  select jsonb_agg(jsonb_build_object('file', each->'file') order by number)
  from jsonb_array_elements(${importUpload.files}) with ordinality as listed (each, number))`;

const problemCount = sql<number | null>`(${importUpload.problems}->>'total')::int`.as("problem_count");

/** True for an upload of clinical records. */
const isClinical = sql`(${importUpload.records} in ${tableRecords.filter(isClinicalTable)} or exists (
  select from jsonb_array_elements(${importUpload.files}) as listed (each)
  where each->>'file' in ${syntheaFiles.filter(isClinicalFile)}))`;

/**
 * False for an upload of clinical records, whose numbers reveal something about patients, if the caller may not
 * import them.
 */
const isReadable = sql`(${sql.placeholder("mayClinical")}::boolean or not coalesce(${isClinical}, false))`;

const isOwn = and(
  ...given(importUpload, "practiceId", "id"),
  gt(importUpload.expiresAt, sql`now()`),
  isReadable,
);

const byId = prepared(["practiceId", "id", "mayClinical"], (db) => {
  const uploader = emailOf(db, importUpload.createdBy);
  return db
    .select({ ...visible, createdByEmail: uploader.email })
    .from(importUpload)
    .innerJoinLateral(uploader, sql`true`)
    .where(isOwn);
});

const locked = prepared(["practiceId", "id", "mayClinical"], (db) =>
  db
    .select({ ...visible, bytes, jobId, caller, revision })
    .from(importUpload)
    .where(isOwn)
    .for("no key update"),
);

const page = prepared(["practiceId", "after", "limit", "mayClinical"], (db) => {
  const uploader = emailOf(db, importUpload.createdBy);
  return db
    .select({ ...summary, files: fileNames.as("files"), problemCount, createdByEmail: uploader.email })
    .from(importUpload)
    .innerJoinLateral(uploader, sql`true`)
    .where(
      and(
        eq(importUpload.practiceId, sql.placeholder("practiceId")),
        lt(importUpload.id, sql.placeholder("after")),
        gt(importUpload.expiresAt, sql`now()`),
        isReadable,
      ),
    )
    .orderBy(desc(importUpload.id))
    .limit(sql.placeholder("limit"));
});

type Practice = Pick<Scope, "practiceId">;
export type UploadKey = { practiceId: PracticeId; id: UploadId };
type Item = Awaited<ReturnType<ReturnType<typeof page>["execute"]>>[number];
type Summary = Omit<Item, "files" | "problemCount">;

export const UploadFiles = z.array(z.object({ file: z.string(), columns: z.array(z.string()) }));
const FileNames = z.array(z.object({ file: z.string() })).nullable();
const Problems = ImportUpload.shape.problems;
const { clinicalRecords } = ImportResult.shape;
/** Results of earlier versions had no left-out rows, units, warnings, appointments or clinical records. */
const KeptResult = ImportResult.extend({
  rowsSkipped: ImportResult.shape.rowsSkipped.default(0),
  appointments: ImportResult.shape.appointments.default({ imported: 0, present: 0 }),
  units: ImportResult.shape.units.default([]),
  warnings: ImportResult.shape.warnings.default({ total: 0, first: [] }),
  clinicalRecords: z
    .array(
      clinicalRecords.element.extend({
        refused: clinicalRecords.element.shape.refused.default(0),
        repeated: clinicalRecords.element.shape.repeated.default(0),
      }),
    )
    .default([]),
}).nullable();

const isActive = ({ state }: Pick<Summary, "state">) => state === "checking" || state === "running";

function toSummary(row: Summary): Omit<UploadPage["items"][number], "files" | "problemCount"> {
  const { tableSettings, stage, rowsDone, stageRows, attempts: _attempts, ...same } = row;
  return {
    ...same,
    table: TableSettings.nullable().parse(tableSettings),
    progress: isActive(row) ? { stage, rowsDone: Math.min(rowsDone, stageRows), rows: stageRows } : null,
  };
}

const mayReadClinical = ({ permissions }: Pick<Scope, "permissions">) => permissions.has("clinical:write");

type Caller = Practice & Pick<Scope, "permissions">;
const ownedBy = (caller: Caller, id: UploadId) => ({
  practiceId: caller.practiceId,
  id,
  mayClinical: mayReadClinical(caller),
});

/**
 * Throws `IMPORT_UPLOAD_NOT_FOUND` for an unknown, expired or another practice's upload, and for one of clinical
 * records to callers who may not import them.
 */
export async function findUpload(db: Database, caller: Caller, id: UploadId): Promise<ImportUpload> {
  const row = onlyRow(await byId(db).execute(ownedBy(caller, id)), "IMPORT_UPLOAD_NOT_FOUND");
  const { problems, result, files, ...rest } = row;
  return {
    ...toSummary(rest),
    files: UploadFiles.parse(files),
    problems: Problems.parse(problems),
    result: KeptResult.parse(result),
  };
}

export type LockedUpload = Awaited<ReturnType<ReturnType<typeof locked>["execute"]>>[number];

/** Returns the stored row, and blocks other changes until the transaction ends. Throws the same error. */
export async function lockUpload(db: Database, caller: Caller, id: UploadId): Promise<LockedUpload> {
  return onlyRow(await locked(db).execute(ownedBy(caller, id)), "IMPORT_UPLOAD_NOT_FOUND");
}

const toItem = ({ files, problemCount: found, ...row }: Item) => ({
  ...toSummary(row),
  problemCount: found,
  files: FileNames.parse(files) ?? [],
});

/** Newest first. Leaves out uploads of clinical records for callers who may not import them. */
export async function listUploads(
  db: Database,
  scope: Caller,
  { limit, cursor }: ListUploads,
): Promise<UploadPage> {
  const { practiceId } = scope;
  const { id: after } = decodeCursor(cursor, "newest");
  const values = { practiceId, after, limit: limit + 1, mayClinical: mayReadClinical(scope) };
  const rows = await page(db).execute(values);
  return toPage(rows, { limit, sort: "newest", item: toItem });
}

const waiting = prepared(["practiceId", "mayClinical"], (db) =>
  db
    .select({
      waiting: sql<number>`count(*)::int`,
      withProblems: sql<number>`(count(*) filter (where (${importUpload.problems} ->> 'total')::int > 0))::int`,
    })
    .from(importUpload)
    .where(
      and(
        eq(importUpload.practiceId, sql.placeholder("practiceId")),
        gt(importUpload.expiresAt, sql`now()`),
        inArray(importUpload.state, ["checked", "failed"]),
        isReadable,
      ),
    ),
);

/** Counts uploads that were checked but not run, or whose run did not finish. Leaves out the same uploads. */
export async function countWaitingUploads(
  db: Database,
  scope: Caller,
): Promise<{ waiting: number; withProblems: number }> {
  const { practiceId } = scope;
  const [row] = await waiting(db).execute({ practiceId, mayClinical: mayReadClinical(scope) });
  return row ?? { waiting: 0, withProblems: 0 };
}

/** Abandoned uploads are deleted after a day. */
const expiry = sql<string>`now() + interval '1 day'`;

/** Uploads whose rows are still stored. */
const isOpen = sql.raw("state not in ('done', 'refused', 'cancelled')");

/** Deletes all but the latest ended uploads. */
async function deleteOldest(db: Database, practiceId: PracticeId) {
  await db.execute(sql`
    delete from ${importUpload} where practice_id = ${practiceId} and id in (
      select id from ${importUpload}
      where practice_id = ${practiceId} and state in ('done', 'refused', 'cancelled')
      order by id desc offset ${uploadLimits.ended})`);
}

/** Bytes stored for open uploads. */
export type KeptBytes = {
  /** The account's, in all practices. */
  ofAccount: number;
  /** The practice's, of all accounts. */
  ofPractice: number;
  ofServer: number;
};

/** Sums the stored bytes of an account, its practice and the server. */
export async function findKeptBytes(
  db: Database,
  { createdBy, practiceId }: { createdBy: AccountId; practiceId: PracticeId },
): Promise<KeptBytes> {
  const [kept] = await db.execute<KeptBytes>(sql`
    select coalesce(sum(bytes) filter (where created_by = ${createdBy}), 0)::float8 as "ofAccount",
      coalesce(sum(bytes) filter (where practice_id = ${practiceId}), 0)::float8 as "ofPractice",
      coalesce(sum(bytes), 0)::float8 as "ofServer"
    from ${importUpload} where ${isOpen}`);
  return kept ?? { ofAccount: 0, ofPractice: 0, ofServer: 0 };
}

export type BegunUpload = Omit<BeginUpload, "files"> & { files: { file: string; columns: string[] }[] };

/** Resolves to the new upload's id. Throws `TOO_MANY_UPLOADS`. */
export async function insertUpload(
  db: Database,
  { practiceId, accountId }: Pick<Scope, "practiceId" | "accountId">,
  { format, records, files, table, readableNames = true, appointments = false }: BegunUpload,
): Promise<UploadId> {
  await db.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.uploading}, hashtext(${practiceId}))`);
  const [open] = await db.execute<{ here: number; ofAccount: number }>(sql`
    select
      (select count(*)::int from ${importUpload}
        where practice_id = ${practiceId} and expires_at > now() and ${isOpen}) as here,
      (select count(*)::int from ${importUpload}
        where created_by = ${accountId} and expires_at > now() and ${isOpen}) as "ofAccount"`);
  const isMany = open && (open.here >= uploadLimits.open || open.ofAccount >= uploadLimits.openOfAccount);
  if (isMany) throw new DomainError("TOO_MANY_UPLOADS");
  await deleteOldest(db, practiceId);
  const id = newId<UploadId>();
  await db.insert(importUpload).values({
    practiceId,
    id,
    format,
    files,
    createdBy: accountId,
    expiresAt: expiry,
    records: records ?? null,
    tableSettings: table ?? null,
    readableNames,
    appointments,
  });
  return id;
}

type Changes = Omit<PgUpdateSetSource<typeof importUpload>, "practiceId" | "id" | "expiresAt">;

/** Updates the upload and extends its expiry by a day. */
export async function updateUpload(db: Database, { practiceId, id }: UploadKey, changes: Changes) {
  await db
    .update(importUpload)
    .set({ ...changes, expiresAt: expiry })
    .where(and(eq(importUpload.practiceId, practiceId), eq(importUpload.id, id)));
}

export async function deleteParts(db: Database, { practiceId, id }: UploadKey) {
  await db.delete(importPart).where(and(eq(importPart.practiceId, practiceId), eq(importPart.uploadId, id)));
}
