import { sql } from "drizzle-orm";
import { foreignKey, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId, ImportId, RecordId } from "../ids.ts";
import { type ClinicalType, clinicalTypes } from "../kinds.ts";
import { inPractice, instant, practiceId } from "./columns.ts";
import { keyOf } from "./keys.ts";
import { practiceKeys } from "./practice-record.ts";

/** An import into a practice, and its undo. */
export const importBatch = pgTable(
  "import_batch",
  {
    ...inPractice<ImportId>(),
    /** The kind of files, such as `synthea`. */
    source: text("source").notNull(),
    /** The number of created records. */
    patients: integer("patients").notNull(),
    doctors: integer("doctors").notNull(),
    assignments: integer("assignments").notNull(),
    appointments: integer("appointments").notNull().default(0),
    clinicalRecords: jsonb("clinical_records")
      .$type<{ kind: ClinicalType | "draft"; count: number }[]>()
      .notNull()
      .default([]),
    /** The names of the files. Empty for imports before names were kept, and after an erasure. */
    files: text("files").array().notNull().default(sql`'{}'`),
    /** The number of rows left out because of problems. */
    rowsSkipped: integer("rows_skipped").notNull().default(0),
    importedAt: instant("imported_at").notNull().default(sql`now()`),
    importedBy: uuid("imported_by").$type<AccountId>().notNull(),
    undoneAt: instant("undone_at"),
    undoneBy: uuid("undone_by").$type<AccountId>(),
  },
  practiceKeys,
);

const importedTypes = [
  "patient",
  "doctor",
  "assignment",
  "appointment",
  ...clinicalTypes,
  "note_draft",
] as const;

/** A record created by an import. The row stays when the record is removed. The types are not checked here again. */
export const importRecord = pgTable(
  "import_record",
  {
    practiceId: practiceId(),
    importId: uuid("import_id").$type<ImportId>().notNull(),
    recordId: uuid("record_id").$type<RecordId>().notNull(),
    recordType: text("record_type", { enum: importedTypes }).notNull(),
  },
  (table) => [
    keyOf(table.practiceId, table.importId, table.recordId),
    foreignKey({
      name: "import_record_batch_fkey",
      columns: [table.practiceId, table.importId],
      foreignColumns: [importBatch.practiceId, importBatch.id],
    }),
  ],
);

/** An undo that runs in the background, or the failure of the last one. */
export const importUndo = pgTable(
  "import_undo",
  {
    practiceId: practiceId(),
    importId: uuid("import_id").$type<ImportId>().notNull(),
    /** Null if none is running. */
    jobId: uuid("job_id"),
    /** The requester, for the audit. */
    caller: jsonb("caller"),
    askedAt: instant("asked_at").notNull().default(sql`now()`),
    attempts: integer("attempts").notNull().default(0),
    stage: text("stage", { enum: ["queued", "waiting", "checking", "removing"] }).notNull(),
    recordsDone: integer("records_done").notNull().default(0),
    records: integer("records").notNull(),
    failure: jsonb("failure"),
  },
  (table) => [
    keyOf(table.practiceId, table.importId),
    foreignKey({
      name: "import_undo_batch_fkey",
      columns: [table.practiceId, table.importId],
      foreignColumns: [importBatch.practiceId, importBatch.id],
    }),
    index("import_undo_job_idx").on(table.jobId),
  ],
);
