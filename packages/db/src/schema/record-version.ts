import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId, DoctorId, PatientId, RecordId } from "../ids.ts";
import { clinicalTypes } from "../kinds.ts";
import { instant, practiceId } from "./columns.ts";
import { keyOf } from "./keys.ts";

/** The kinds of records whose versions procedures read. */
export const recordTypes = ["patient", "doctor", "assignment", "appointment", ...clinicalTypes] as const;

/** The record's type: its table's name, also for a list or a setting. The trigger's first argument. */
const recordType = () => text("record_type").notNull();

/** The name in a patient's version, as in `last_key`. */
const keptName = sql`(loose_text((record->>'last_name') || ' ' || (record->>'first_name')) collate "C")`;
const isKeptPatient = sql`record_type = 'patient'`;

/** The content of a past version, besides its id and number. */
const versionColumns = () => ({
  /** Inclusive start and exclusive end of its validity. */
  validFrom: instant("valid_from").notNull(),
  validTo: instant("valid_to").notNull(),
  /** The author of this version. Null if unknown. */
  changedBy: uuid("changed_by").$type<AccountId>(),
  /** The row by column names. Null while the record was removed. */
  record: jsonb("record"),
});

/** What is kept of a removed record, besides its id. */
const removedColumns = () => ({
  /** Its version before the removal. Restoring it adds two, because the removal is a version, too. */
  version: integer("version").notNull(),
  removedAt: instant("removed_at").notNull(),
  removedBy: uuid("removed_by").$type<AccountId>(),
  record: jsonb("record").notNull(),
  /** Rows of other tables that were removed with it, by table name. */
  relations: jsonb("relations").notNull().default({}),
});

/**
 * Past versions of records. The current version is in the record's own table, so an unchanged record has no rows
 * here. Written by the trigger `keep_version` on every change. No foreign keys, because versions outlive removed
 * records. Versions of other records are deleted with them, by the trigger `forget_versions`.
 */
export const recordVersion = pgTable(
  "record_version",
  {
    practiceId: practiceId(),
    recordId: uuid("record_id").$type<RecordId>().notNull(),
    version: integer("version").notNull(),
    recordType: recordType(),
    ...versionColumns(),
  },
  (table) => [
    keyOf(table.practiceId, table.recordId, table.version),
    // For reads as of an instant: among many versions, finds the one that ended next.
    index("record_version_ended_idx").on(table.practiceId, table.recordId, table.validTo),
    // For patients by a former name.
    index("record_version_name_idx").on(table.practiceId, keptName, table.recordId).where(isKeptPatient),
  ],
);

/**
 * Removed records, kept whole until they are restored. They leave their own table, so that no read, list, search,
 * uniqueness check or key sees them. Written by the trigger `keep_version`.
 */
export const removedRecord = pgTable(
  "removed_record",
  {
    practiceId: practiceId(),
    recordId: uuid("record_id").$type<RecordId>().notNull(),
    recordType: recordType(),
    ...removedColumns(),
    /** The patient or doctor whose removal also removed this assignment. Restoring them restores it. */
    removedWith: uuid("removed_with").$type<DoctorId | PatientId>(),
  },
  (table) => [
    keyOf(table.practiceId, table.recordId),
    index("removed_record_name_idx").on(table.practiceId, keptName, table.recordId).where(isKeptPatient),
    index("removed_record_newest_idx").on(
      table.practiceId,
      table.recordType,
      table.removedAt,
      table.recordId,
    ),
    index("removed_record_together_idx")
      .on(table.practiceId, table.removedWith, table.recordId)
      .where(sql`${table.removedWith} is not null`),
    index("removed_record_patient_idx").on(
      table.practiceId,
      table.recordType,
      sql`(record->>'patient_id')`,
      table.removedAt,
      table.recordId,
    ),
  ],
);

/** Past versions of doctors. Citus keeps the directory and its versions on each node. */
export const doctorVersion = pgTable(
  "doctor_version",
  {
    recordId: uuid("record_id").$type<DoctorId>().notNull(),
    version: integer("version").notNull(),
    ...versionColumns(),
  },
  (table) => [
    keyOf(table.recordId, table.version),
    index("doctor_version_ended_idx").on(table.recordId, table.validTo),
  ],
);

/** Doctors removed from the directory, kept like other removed records. */
export const removedDoctor = pgTable(
  "removed_doctor",
  { recordId: uuid("record_id").$type<DoctorId>().notNull(), ...removedColumns() },
  (table) => [keyOf(table.recordId), index("removed_doctor_newest_idx").on(table.removedAt, table.recordId)],
);
