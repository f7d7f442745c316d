import { advisoryLocks, type Database, prepared, schema } from "@caretype/db";
import { and, desc, eq, getTableColumns, gt, lt, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import type { Scope } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { decodeCursor, toPage } from "../../paging.ts";
import { TableSettings } from "../table/schema.ts";
import {
  type BeginUpload,
  ImportResult,
  ImportUpload,
  type ListUploads,
  type UploadPage,
  uploadLimits,
} from "./schema.ts";

const { account, importPart, importUpload } = schema;

const { practiceId: _practice, bytes: _bytes, jobId, caller, ...told } = getTableColumns(importUpload);
const { problems: _problems, result: _result, ...summary } = told;

/** Each account is looked up by key: an ordinary join is planned as a scan of them. */
const uploaderOf = (db: Database) =>
  db
    .select({ email: account.email })
    .from(account)
    .where(eq(account.id, importUpload.createdBy))
    .limit(1)
    .as("uploader");

const isOwn = and(
  eq(importUpload.practiceId, sql.placeholder("practiceId")),
  eq(importUpload.id, sql.placeholder("id")),
  gt(importUpload.expiresAt, sql`now()`),
);

const byId = prepared((db) => {
  const uploader = uploaderOf(db);
  return db
    .select({ ...told, createdByEmail: uploader.email })
    .from(importUpload)
    .innerJoinLateral(uploader, sql`true`)
    .where(isOwn)
    .prepare("import_upload_by_id");
});

const locked = prepared((db) =>
  db
    .select({ ...told, bytes: importUpload.bytes, jobId, caller })
    .from(importUpload)
    .where(isOwn)
    .for("no key update")
    .prepare("import_upload_locked_by_id"),
);

const page = prepared((db) => {
  const uploader = uploaderOf(db);
  return db
    .select({ ...summary, createdByEmail: uploader.email })
    .from(importUpload)
    .innerJoinLateral(uploader, sql`true`)
    .where(
      and(
        eq(importUpload.practiceId, sql.placeholder("practiceId")),
        lt(importUpload.id, sql.placeholder("after")),
        gt(importUpload.expiresAt, sql`now()`),
      ),
    )
    .orderBy(desc(importUpload.id))
    .limit(sql.placeholder("limit"))
    .prepare("import_upload_page");
});

type Practice = Pick<Scope, "practiceId">;
export type UploadKey = { practiceId: string; id: string };
type Summary = Awaited<ReturnType<ReturnType<typeof page>["execute"]>>[number];

export const UploadFiles = z.array(z.object({ file: z.string(), columns: z.array(z.string()) }));
const Problems = ImportUpload.shape.problems;

const isActive = ({ state }: Pick<Summary, "state">) => state === "checking" || state === "running";

function toSummary(row: Summary): UploadPage["items"][number] {
  const { tableSettings, files, stage, rowsDone, stageRows, attempts: _attempts, ...same } = row;
  return {
    ...same,
    files: UploadFiles.parse(files),
    table: TableSettings.nullable().parse(tableSettings),
    progress: isActive(row) ? { stage, rowsDone: Math.min(rowsDone, stageRows), rows: stageRows } : null,
  };
}

/** Rejects with `IMPORT_UPLOAD_NOT_FOUND`, alike for another practice's, an expired and an unknown one. */
export async function findUpload(db: Database, { practiceId }: Practice, id: string): Promise<ImportUpload> {
  const [row] = await byId(db).execute({ practiceId, id });
  if (!row) throw new DomainError("IMPORT_UPLOAD_NOT_FOUND");
  const { problems, result, ...rest } = row;
  return {
    ...toSummary(rest),
    problems: Problems.parse(problems),
    result: ImportResult.nullable().parse(result),
  };
}

export type LockedUpload = Awaited<ReturnType<ReturnType<typeof locked>["execute"]>>[number];

/** The same as it is kept, and nobody else can change it until the transaction ends. */
export async function lockUpload(db: Database, { practiceId }: Practice, id: string): Promise<LockedUpload> {
  const [row] = await locked(db).execute({ practiceId, id });
  if (!row) throw new DomainError("IMPORT_UPLOAD_NOT_FOUND");
  return row;
}

/** Newest first. */
export async function listUploads(
  db: Database,
  { practiceId }: Practice,
  { limit, cursor }: ListUploads,
): Promise<UploadPage> {
  const { id: after } = decodeCursor(cursor, "newest");
  const rows = await page(db).execute({ practiceId, after, limit: limit + 1 });
  const positioned = rows.map((row) => ({ ...row, updatedAt: row.createdAt }));
  return toPage(positioned, { limit, sort: "newest", item: ({ updatedAt: _, ...row }) => toSummary(row) });
}

/** A day: of what nobody goes on with, nothing is kept. */
const expiry = sql<string>`now() + interval '1 day'`;

/** Rejects with `TOO_MANY_UPLOADS`. Resolves to its id. */
export async function insertUpload(
  db: Database,
  { practiceId, accountId }: Pick<Scope, "practiceId" | "accountId">,
  { format, records, files, table }: BeginUpload,
): Promise<string> {
  await db.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.uploading}, hashtext(${practiceId}))`);
  const [open] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from ${importUpload}
    where practice_id = ${practiceId} and expires_at > now() and state not in ('done', 'refused', 'cancelled')`);
  if ((open?.count ?? 0) >= uploadLimits.open) throw new DomainError("TOO_MANY_UPLOADS");
  const id = uuidv7();
  await db.insert(importUpload).values({
    ...{ practiceId, id, format, files, createdBy: accountId, expiresAt: expiry },
    ...{ records: records ?? null, tableSettings: table ?? null },
  });
  return id;
}

type Changes = Partial<Omit<typeof importUpload.$inferInsert, "practiceId" | "id" | "expiresAt">>;

/** From now on it is kept for another day. */
export async function updateUpload(db: Database, { practiceId, id }: UploadKey, changes: Changes) {
  await db
    .update(importUpload)
    .set({ ...changes, expiresAt: expiry })
    .where(and(eq(importUpload.practiceId, practiceId), eq(importUpload.id, id)));
}

/** Its rows, which are not needed any more. */
export async function deleteParts(db: Database, { practiceId, id }: UploadKey) {
  await db.delete(importPart).where(and(eq(importPart.practiceId, practiceId), eq(importPart.uploadId, id)));
}
