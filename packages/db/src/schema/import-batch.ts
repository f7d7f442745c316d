import { sql } from "drizzle-orm";
import { check, foreignKey, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, recordId } from "./columns.ts";
import { practice } from "./practice.ts";
import { recordTypes } from "./record-version.ts";

/** One import into a practice, and how it was undone, if it was. */
export const importBatch = pgTable(
  "import_batch",
  {
    practiceId: uuid("practice_id").notNull(),
    id: recordId(),
    /** What kind of files it read: `synthea`. */
    source: text("source").notNull(),
    /** How many records it made. */
    patients: integer("patients").notNull(),
    doctors: integer("doctors").notNull(),
    assignments: integer("assignments").notNull(),
    importedAt: instant("imported_at").notNull().default(sql`now()`),
    importedBy: uuid("imported_by").notNull(),
    undoneAt: instant("undone_at"),
    undoneBy: uuid("undone_by"),
  },
  (table) => [
    primaryKey({ name: "import_batch_pkey", columns: [table.practiceId, table.id] }),
    foreignKey({
      name: "import_batch_practice_fkey",
      columns: [table.practiceId],
      foreignColumns: [practice.id],
    }),
  ],
);

/** A record that an import has made. It stays when the record is removed. */
export const importRecord = pgTable(
  "import_record",
  {
    practiceId: uuid("practice_id").notNull(),
    importId: uuid("import_id").notNull(),
    recordId: uuid("record_id").notNull(),
    recordType: text("record_type", { enum: recordTypes }).notNull(),
  },
  (table) => [
    primaryKey({ name: "import_record_pkey", columns: [table.practiceId, table.importId, table.recordId] }),
    foreignKey({
      name: "import_record_batch_fkey",
      columns: [table.practiceId, table.importId],
      foreignColumns: [importBatch.practiceId, importBatch.id],
    }),
    check("import_record_type_check", sql`${table.recordType} in ('patient', 'doctor', 'assignment')`),
  ],
);
