import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountId, PatientId, PracticeId, RecordId, RestrictionId } from "../ids.ts";
import { restrictableTypes } from "../kinds.ts";
import { account } from "./account.ts";
import { instant, recordId, recordStamps } from "./columns.ts";
import { refersInPractice, refersTo } from "./keys.ts";
import { patient } from "./patient.ts";

/**
 * A clinical record that few may read: who wrote it, the patient's assigned doctors, and the readers. An encounter's
 * records are restricted with it. A table of its own, so that no version and no signature changes with it.
 */
export const restriction = pgTable(
  "restriction",
  {
    practiceId: uuid("practice_id").$type<PracticeId>().notNull(),
    id: recordId<RestrictionId>(),
    patientId: uuid("patient_id").$type<PatientId>().notNull(),
    recordType: text("record_type", { enum: restrictableTypes }).notNull(),
    recordId: uuid("record_id").$type<RecordId>().notNull(),
    /** Accounts. The author of the record, or of one of the encounter, is always among them. */
    readers: uuid("readers").array().$type<AccountId[]>().notNull(),
    createdBy: uuid("created_by").$type<AccountId>().notNull(),
    /** Who merged its patient into another one without seeing the record, and when. Null: nobody did. */
    movedBy: uuid("moved_by").$type<AccountId>(),
    movedAt: instant("moved_at"),
    ...recordStamps(),
  },
  (table) => [
    primaryKey({ name: "restriction_pkey", columns: [table.practiceId, table.id] }),
    refersInPractice(table, "patientId", patient),
    refersTo(table.createdBy, account),
    uniqueIndex("restriction_record_key").on(table.practiceId, table.recordId),
    index("restriction_patient_idx").on(table.practiceId, table.patientId),
    check(
      "restriction_record_type_check",
      sql`${table.recordType} in ('${sql.raw(restrictableTypes.join("', '"))}')`,
    ),
  ],
);
