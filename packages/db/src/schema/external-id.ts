import { sql } from "drizzle-orm";
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId, DoctorId, PatientId } from "../ids.ts";
import { account } from "./account.ts";
import { practiceId } from "./columns.ts";
import { doctor } from "./doctor.ts";
import { keyOf, refersInPractice, refersTo } from "./keys.ts";
import { patient } from "./patient.ts";
import { practice } from "./practice.ts";

/** A patient's id in another system (FHIR's `identifier`), so that repeating an import changes nothing. */
export const patientExternalId = pgTable(
  "patient_external_id",
  {
    practiceId: practiceId(),
    system: text("system").notNull(),
    value: text("value").notNull(),
    patientId: uuid("patient_id").$type<PatientId>().notNull(),
  },
  (table) => [
    keyOf(table.practiceId, table.system, table.value),
    refersInPractice(table, "patientId", patient).onDelete("cascade"),
    index("patient_external_id_patient_idx").on(table.practiceId, table.patientId),
    // For searches by an identifier or its prefix, in any system.
    index("patient_external_id_value_idx").on(table.practiceId, sql`lower(${table.value}) collate "C"`),
  ],
);

/** The same for the shared directory of doctors. */
export const doctorExternalId = pgTable(
  "doctor_external_id",
  {
    system: text("system").notNull(),
    value: text("value").notNull(),
    doctorId: uuid("doctor_id").$type<DoctorId>().notNull(),
  },
  (table) => [
    keyOf(table.system, table.value),
    refersTo(table.doctorId, doctor).onDelete("cascade"),
    index("doctor_external_id_doctor_idx").on(table.doctorId),
  ],
);

/** A user of another system, with the account, and the practice with the user's records. */
export const accountExternalId = pgTable(
  "account_external_id",
  {
    practiceId: practiceId(),
    system: text("system").notNull(),
    value: text("value").notNull(),
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    /** Distinguishes users of two systems with the same name, such as the time of registration. Null: unknown. */
    mark: text("mark"),
  },
  (table) => [
    keyOf(table.practiceId, table.system, table.value),
    refersTo(table.accountId, account),
    refersTo(table.practiceId, practice),
    index("account_external_id_account_idx").on(table.accountId),
    // For imports, which look for a system's users in all practices.
    index("account_external_id_system_idx").on(table.system, table.value),
  ],
);
