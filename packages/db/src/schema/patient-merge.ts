import { sql } from "drizzle-orm";
import { foreignKey, index, jsonb, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import type { AccountId, MergeId, PatientId, PracticeId } from "../ids.ts";
import { instant, recordId } from "./columns.ts";
import { practice } from "./practice.ts";

/** A merge of two patients, with everything needed to undo it. */
export const patientMerge = pgTable(
  "patient_merge",
  {
    practiceId: uuid("practice_id").$type<PracticeId>().notNull(),
    id: recordId<MergeId>(),
    /** The kept patient, and the removed one. */
    keptId: uuid("kept_id").$type<PatientId>().notNull(),
    mergedId: uuid("merged_id").$type<PatientId>().notNull(),
    /** What was moved from the one to the other. */
    moved: jsonb("moved").notNull(),
    mergedAt: instant("merged_at").notNull().default(sql`now()`),
    mergedBy: uuid("merged_by").$type<AccountId>().notNull(),
    undoneAt: instant("undone_at"),
    undoneBy: uuid("undone_by").$type<AccountId>(),
  },
  (table) => [
    primaryKey({ name: "patient_merge_pkey", columns: [table.practiceId, table.id] }),
    foreignKey({
      name: "patient_merge_practice_fkey",
      columns: [table.practiceId],
      foreignColumns: [practice.id],
    }),
    index("patient_merge_kept_idx").on(table.practiceId, table.keptId, table.id),
    index("patient_merge_merged_idx").on(table.practiceId, table.mergedId, table.id),
  ],
);
