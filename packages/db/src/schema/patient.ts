import { sql } from "drizzle-orm";
import { boolean, check, date, index, pgTable, text } from "drizzle-orm/pg-core";
import type { PatientId } from "../ids.ts";
import { account } from "./account.ts";
import {
  authored,
  binaryText,
  inPractice,
  nameColumns,
  pendingKilobytes,
  withheldStamps,
} from "./columns.ts";
import { refersTo } from "./keys.ts";
import { practiceKeys } from "./practice-record.ts";

export const patient = pgTable(
  "patient",
  {
    ...inPractice<PatientId>(),
    ...nameColumns(),
    /** Last name first, in the loose spelling (`loose_text`). Finds names and their prefixes. */
    lastKey: binaryText("last_key")
      .notNull()
      .generatedAlwaysAs(sql`loose_text(last_name || ' ' || first_name)`),
    /** First name first, in the loose spelling. */
    firstKey: binaryText("first_key")
      .notNull()
      .generatedAlwaysAs(sql`loose_text(first_name || ' ' || last_name)`),
    /** The search text. Words of names follow a space, other words a U+001F: see `patient_search_text`. */
    searchText: text("search_text")
      .notNull()
      .generatedAlwaysAs(
        sql`patient_search_text(name, first_name, last_name, phone_number, email, case when not date_of_birth_approximate then date_of_birth end, address)`,
      ),
    dateOfBirth: date("date_of_birth", { mode: "string" }),
    /** Only the year is known. `dateOfBirth` is then its first of January. */
    dateOfBirthApproximate: boolean("date_of_birth_approximate").notNull().default(false),
    /** A year, a month or a day. Null: not known to have died. Deceased patients get no emails. */
    deceasedOn: text("deceased_on"),
    gender: text("gender", { enum: ["male", "female", "other", "unknown"] }).notNull(),
    /** A BCP 47 tag in canonical form. */
    preferredLanguage: text("preferred_language"),
    address: text("address"),
    medicalHistory: text("medical_history"),
    ...authored(),
    ...withheldStamps(),
  },
  (table) => [
    ...practiceKeys(table),
    refersTo(table.createdBy, account),
    check("patient_gender_check", sql`${table.gender} in ('male', 'female', 'other', 'unknown')`),
    // For lookups without the practice: emergency access by staff, and erasure.
    index("patient_id_idx").on(table.id),
    // To find possible duplicates, and to count by age and gender without reading the table.
    index("patient_born_idx").on(table.practiceId, table.dateOfBirth, table.gender, table.deceasedOn),
    // The last digits of each number in the field. Equal with and without country and area codes.
    index("patient_first_phone_idx")
      .on(table.practiceId, sql`phone_key(${table.phoneNumber}, 1)`)
      .where(sql`${table.phoneNumber} is not null`),
    index("patient_other_phone_idx")
      .on(table.practiceId, sql`phone_key(${table.phoneNumber}, 2)`)
      .where(sql`phone_key(${table.phoneNumber}, 2) is not null`),
    index("patient_email_idx")
      .on(table.practiceId, sql`lower(${table.email})`)
      .where(sql`${table.email} is not null`),
    index("patient_sort_name_idx").on(table.practiceId, table.sortName, table.id),
    // For prefixes of names. The plain spelling comes before looser ones. The date of birth rules out duplicates of a
    // common name without reading the rows.
    index("patient_last_key_idx").on(
      table.practiceId,
      table.lastKey,
      table.id,
      table.sortName,
      table.dateOfBirth,
    ),
    index("patient_first_idx").on(table.practiceId, table.firstKey, table.id),
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
