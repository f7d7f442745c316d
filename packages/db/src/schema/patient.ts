import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { AccountId, PatientId, PracticeId } from "../ids.ts";
import { account } from "./account.ts";
import {
  pendingKilobytes,
  personColumns,
  recordId,
  recordStamps,
  updatedBy,
  withheldStamps,
} from "./columns.ts";
import { practice } from "./practice.ts";

export const patient = pgTable(
  "patient",
  {
    practiceId: uuid("practice_id").$type<PracticeId>().notNull(),
    id: recordId<PatientId>(),
    ...personColumns(),
    dateOfBirth: date("date_of_birth", { mode: "string" }),
    /** Only the year is known. `dateOfBirth` is then its first of January. */
    dateOfBirthApproximate: boolean("date_of_birth_approximate").notNull().default(false),
    gender: text("gender", { enum: ["male", "female", "other"] }).notNull(),
    /** A BCP 47 tag in canonical form. */
    preferredLanguage: text("preferred_language"),
    address: text("address"),
    medicalHistory: text("medical_history"),
    createdBy: uuid("created_by").$type<AccountId>().notNull(),
    ...recordStamps(),
    updatedBy: updatedBy(),
    ...withheldStamps(),
  },
  (table) => [
    primaryKey({ name: "patient_pkey", columns: [table.practiceId, table.id] }),
    foreignKey({
      name: "patient_practice_fkey",
      columns: [table.practiceId],
      foreignColumns: [practice.id],
    }),
    foreignKey({
      name: "patient_created_by_fkey",
      columns: [table.createdBy],
      foreignColumns: [account.id],
    }),
    check("patient_gender_check", sql`${table.gender} in ('male', 'female', 'other')`),
    // For lookups without the practice: emergency access by staff, and erasure.
    index("patient_id_idx").on(table.id),
    // For finding possible duplicates.
    index("patient_birth_idx").on(table.practiceId, table.dateOfBirth),
    // The last digits before an extension. They are the same with and without country and area codes.
    index("patient_phone_idx")
      .on(
        table.practiceId,
        sql`right(regexp_replace(substring(${table.phoneNumber}, '^[^0-9]*[0-9][^A-Za-z#]*'), '[^0-9]', '', 'g'), 6)`,
      )
      .where(sql`${table.phoneNumber} is not null`),
    index("patient_email_idx")
      .on(table.practiceId, sql`lower(${table.email})`)
      .where(sql`${table.email} is not null`),
    index("patient_name_idx").on(table.practiceId, table.sortName, table.id),
    index("patient_updated_idx").on(table.practiceId, table.updatedAt, table.id),
    // The same for readers who may not see every field, and so not every change.
    index("patient_shown_idx").on(
      table.practiceId,
      sql`coalesce(${table.shownAt}, ${table.updatedAt})`,
      table.id,
    ),
    // Searches and filters scan it from the newest entry on, and fetch only matching rows from the table.
    index("patient_walk_idx").on(table.practiceId, table.id, table.gender, table.searchText),
    index("patient_search_idx")
      .using("gin", table.practiceId, table.searchText.op("gin_trgm_ops"))
      .with({ gin_pending_list_limit: pendingKilobytes }),
  ],
);
