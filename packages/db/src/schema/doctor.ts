import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { DoctorId } from "../ids.ts";
import { account } from "./account.ts";
import { authored, nameColumns, pendingKilobytes, recordId } from "./columns.ts";
import { keyOf, refersTo } from "./keys.ts";

/** One directory, shared by every practice. */
export const doctor = pgTable(
  "doctor",
  {
    id: recordId<DoctorId>(),
    ...nameColumns(),
    /** The search text, as for patients. */
    searchText: text("search_text")
      .notNull()
      .generatedAlwaysAs(
        sql`patient_search_text(name, first_name, last_name, phone_number, email, null, null)`,
      ),
    specialization: text("specialization"),
    licenseNumber: text("license_number"),
    yearsOfExperience: integer("years_of_experience"),
    contactInfo: text("contact_info"),
    gender: text("gender", { enum: ["male", "female", "other", "unknown"] }),
    maxAppointmentsPerDay: integer("max_appointments_per_day").notNull().default(10),
    ...authored(),
  },
  (table) => [
    keyOf(table.id),
    refersTo(table.createdBy, account),
    uniqueIndex("doctor_license_number_key").on(sql`lower(${table.licenseNumber})`),
    uniqueIndex("doctor_email_key").on(sql`lower(${table.email})`),
    check("doctor_gender_check", sql`${table.gender} in ('male', 'female', 'other', 'unknown')`),
    check("doctor_max_appointments_check", sql`${table.maxAppointmentsPerDay} between 0 and 1000`),
    index("doctor_name_idx").on(table.sortName, table.id),
    // For looking up names in imports.
    index("doctor_last_key_idx").on(sql`loose_text(${table.lastName} || ' ' || ${table.firstName})`),
    index("doctor_updated_idx").on(table.updatedAt, table.id),
    index("doctor_specialization_idx").on(sql`lower(${table.specialization})`, table.id),
    index("doctor_walk_idx").on(table.id, table.gender, table.searchText),
    index("doctor_search_idx")
      .using("gin", table.searchText.op("gin_trgm_ops"))
      .with({ gin_pending_list_limit: pendingKilobytes }),
  ],
);
