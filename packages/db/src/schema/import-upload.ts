import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { UploadId } from "../ids.ts";
import { tableRecords } from "../kinds.ts";
import { account } from "./account.ts";
import { bytea, createdAt, createdBy, inPractice, instant, practiceId } from "./columns.ts";
import { keyOf, oneOf, refersInPractice, refersTo } from "./keys.ts";
import { practiceKeys } from "./practice-record.ts";

export const uploadStates = [
  "uploading",
  "checking",
  "checked",
  "running",
  "done",
  "refused",
  "failed",
  "cancelled",
] as const;

/** Uploaded files, to be checked and imported. Kept for a day. */
export const importUpload = pgTable(
  "import_upload",
  {
    ...inPractice<UploadId>(),
    format: text("format", { enum: ["synthea", "table", "calendar"] }).notNull(),
    /** The kind of record in a table's rows. */
    records: text("records", { enum: tableRecords }),
    /** The names and columns of the files. */
    files: jsonb("files").notNull(),
    /** How to read a table. */
    tableSettings: jsonb("table_settings"),
    /** Whether a Synthea export's names are written without its numbers and capitals. */
    readableNames: boolean("readable_names").notNull().default(true),
    /** Whether a Synthea export's encounters become appointments. */
    appointments: boolean("appointments").notNull().default(false),
    state: text("state", { enum: uploadStates }).notNull().default("uploading"),
    rows: integer("rows").notNull().default(0),
    bytes: integer("bytes").notNull().default(0),
    createdAt: createdAt(),
    createdBy: createdBy(),
    expiresAt: instant("expires_at").notNull(),
    /** The job of the last requested check or run. */
    jobId: uuid("job_id"),
    /** The requester, for the audit. */
    caller: jsonb("caller"),
    askedAt: instant("asked_at"),
    /** The total rows of all requested checks and runs. */
    worked: bigint("worked", { mode: "number" }).notNull().default(0),
    attempts: integer("attempts").notNull().default(0),
    stage: text("stage", { enum: ["queued", "reading", "waiting", "writing", "comparing"] })
      .notNull()
      .default("queued"),
    /** Progress within the stage. */
    rowsDone: integer("rows_done").notNull().default(0),
    stageRows: integer("stage_rows").notNull().default(0),
    problems: jsonb("problems"),
    /** The number of rows with problems. Null if unknown, or if a problem concerns more than single rows. */
    invalidRows: integer("invalid_rows"),
    /** Whether the requested run leaves out the rows with problems. */
    skipsInvalid: boolean("skips_invalid").notNull().default(false),
    /** Counts checks and corrections, for the versions of rows. */
    revision: integer("revision").notNull().default(0),
    result: jsonb("result"),
    /** An error code. */
    failure: text("failure"),
  },
  (table) => [
    ...practiceKeys(table),
    refersTo(table.createdBy, account),
    // At most one per practice.
    uniqueIndex("import_upload_active_key")
      .on(table.practiceId)
      .where(sql`${table.state} in ('checking', 'running')`),
    index("import_upload_job_idx").on(table.jobId),
    index("import_upload_created_by_idx").on(table.createdBy),
    index("import_upload_open_idx")
      .on(table.state)
      .where(sql`${table.state} not in ('done', 'refused', 'cancelled')`),
    index("import_upload_expiry_idx").on(table.expiresAt),
    check("import_upload_state_check", oneOf(table.state, uploadStates)),
  ],
);

/** Rows of an uploaded file that arrived in one request. */
export const importPart = pgTable(
  "import_part",
  {
    practiceId: practiceId(),
    uploadId: uuid("upload_id").$type<UploadId>().notNull(),
    file: text("file").notNull(),
    firstLine: integer("first_line").notNull(),
    lastLine: integer("last_line").notNull(),
    /** SHA-256 of the content. */
    hash: bytea("hash").notNull(),
    /** JSON as written. Cells may contain characters that neither `text` nor `jsonb` accepts. */
    content: bytea("content").notNull(),
  },
  (table) => [
    keyOf(table.practiceId, table.uploadId, table.file, table.firstLine),
    refersInPractice(table, "uploadId", importUpload).onDelete("cascade"),
  ],
);

/** A row with problems, or a corrected one. Replaces the row in its part. */
export const importRow = pgTable(
  "import_row",
  {
    practiceId: practiceId(),
    uploadId: uuid("upload_id").$type<UploadId>().notNull(),
    line: integer("line").notNull(),
    /** The revision of the upload in which the row was last checked or corrected. */
    version: integer("version").notNull(),
    isCorrected: boolean("is_corrected").notNull().default(false),
    /** Empty once the row is valid. */
    problems: jsonb("problems").notNull(),
    /** The cells as JSON, as in a part. */
    content: bytea("content").notNull(),
  },
  (table) => [
    keyOf(table.practiceId, table.uploadId, table.line),
    refersInPractice(table, "uploadId", importUpload).onDelete("cascade"),
  ],
);
