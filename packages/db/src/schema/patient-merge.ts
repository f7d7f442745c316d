import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, uuid } from "drizzle-orm/pg-core";
import type { AccountId, MergeId, PatientId } from "../ids.ts";
import { account } from "./account.ts";
import { inPractice, instant, practiceId } from "./columns.ts";
import { keyOf, refersTo } from "./keys.ts";
import { practice } from "./practice.ts";
import { practiceKeys } from "./practice-record.ts";

/** A merge of two patients, with everything needed to undo it. */
export const patientMerge = pgTable(
  "patient_merge",
  {
    ...inPractice<MergeId>(),
    keptId: uuid("kept_id").$type<PatientId>().notNull(),
    mergedId: uuid("merged_id").$type<PatientId>().notNull(),
    moved: jsonb("moved").notNull(),
    mergedAt: instant("merged_at").notNull().default(sql`now()`),
    mergedBy: uuid("merged_by").$type<AccountId>().notNull(),
    undoneAt: instant("undone_at"),
    undoneBy: uuid("undone_by").$type<AccountId>(),
  },
  (table) => [
    ...practiceKeys(table),
    index("patient_merge_kept_idx").on(table.practiceId, table.keptId, table.id),
    index("patient_merge_merged_idx").on(table.practiceId, table.mergedId, table.id),
  ],
);

/**
 * Two similar patients who are different people. No foreign keys to them: a removed or merged patient may come back,
 * and is still a different person then.
 */
export const distinctPatients = pgTable(
  "distinct_patients",
  {
    practiceId: practiceId(),
    /** The smaller id of the two. */
    firstId: uuid("first_id").$type<PatientId>().notNull(),
    secondId: uuid("second_id").$type<PatientId>().notNull(),
    markedAt: instant("marked_at").notNull().default(sql`now()`),
    markedBy: uuid("marked_by").$type<AccountId>().notNull(),
  },
  (table) => [
    keyOf(table.practiceId, table.firstId, table.secondId),
    refersTo(table.practiceId, practice),
    refersTo(table.markedBy, account),
    index("distinct_patients_second_idx").on(table.practiceId, table.secondId, table.firstId),
    check("distinct_patients_order_check", sql`${table.firstId} < ${table.secondId}`),
  ],
);
