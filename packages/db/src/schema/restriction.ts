import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountId, PatientId, RecordId, RestrictionId } from "../ids.ts";
import { restrictableTypes } from "../kinds.ts";
import { account } from "./account.ts";
import { createdBy, inPractice, instant, recordStamps } from "./columns.ts";
import { keyOf, oneOf, refersInPractice, refersTo } from "./keys.ts";
import { patient } from "./patient.ts";

/**
 * A clinical record with few readers: its author, the patient's assigned doctors, and the listed readers. An
 * encounter's records are restricted with it. A table of its own, so that a restriction changes no version or
 * signature.
 */
export const restriction = pgTable(
  "restriction",
  {
    ...inPractice<RestrictionId>(),
    patientId: uuid("patient_id").$type<PatientId>().notNull(),
    recordType: text("record_type", { enum: restrictableTypes }).notNull(),
    recordId: uuid("record_id").$type<RecordId>().notNull(),
    /** Accounts. Always include the author of the record, or of one of the encounter. */
    readers: uuid("readers").array().$type<AccountId[]>().notNull(),
    createdBy: createdBy(),
    /** The author and time of a merge of its patient without access to the record. Null: none. */
    movedBy: uuid("moved_by").$type<AccountId>(),
    movedAt: instant("moved_at"),
    ...recordStamps(),
  },
  (table) => [
    keyOf(table.practiceId, table.id),
    refersInPractice(table, "patientId", patient),
    refersTo(table.createdBy, account),
    uniqueIndex("restriction_record_key").on(table.practiceId, table.recordId),
    index("restriction_patient_idx").on(table.practiceId, table.patientId),
    check("restriction_record_type_check", oneOf(table.recordType, restrictableTypes)),
  ],
);
