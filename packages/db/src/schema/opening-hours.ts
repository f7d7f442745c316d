import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, uuid } from "drizzle-orm/pg-core";
import type { DoctorId } from "../ids.ts";
import { instant, practiceId, updatedBy } from "./columns.ts";
import { keyOf, refersTo } from "./keys.ts";
import { practice } from "./practice.ts";

/**
 * When a doctor sees patients in a practice, as rules in the practice's time zone. No foreign key to the doctor: the
 * hours stay while the doctor is removed from the directory.
 */
export const openingHours = pgTable(
  "opening_hours",
  {
    practiceId: practiceId(),
    doctorId: uuid("doctor_id").$type<DoctorId>().notNull(),
    /** Weekly rules and exceptions, as the API checks them. */
    weekly: jsonb("weekly").notNull(),
    exceptions: jsonb("exceptions").notNull(),
    updatedAt: instant("updated_at").notNull().default(sql`now()`),
    updatedBy: updatedBy(),
    /** A doctor without hours counts as version 1. */
    version: integer("version").notNull().default(2),
  },
  (table) => [
    keyOf(table.practiceId, table.doctorId),
    refersTo(table.practiceId, practice),
    // For the erasure of a doctor. Hashed, so that the planner does not use it for a practice's lists.
    index("opening_hours_doctor_idx").using("hash", table.doctorId),
  ],
);
