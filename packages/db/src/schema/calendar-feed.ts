import { sql } from "drizzle-orm";
import { boolean, index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import type { AccountId, CalendarFeedId, DoctorId, PracticeId } from "../ids.ts";
import { account } from "./account.ts";
import { bytea, instant, recordId } from "./columns.ts";
import { doctor } from "./doctor.ts";
import { refersTo } from "./keys.ts";
import { practice } from "./practice.ts";

/** A secret link with which a calendar program reads a doctor's appointments in a practice. */
export const calendarFeed = pgTable(
  "calendar_feed",
  {
    practiceId: uuid("practice_id").$type<PracticeId>().notNull(),
    id: recordId<CalendarFeedId>(),
    doctorId: uuid("doctor_id").$type<DoctorId>().notNull(),
    /** SHA-256 of the token, which is returned once. */
    hash: bytea("hash").notNull(),
    /** False: appointments are only called busy. */
    showsInitials: boolean("shows_initials").notNull(),
    createdBy: uuid("created_by").$type<AccountId>().notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: "calendar_feed_pkey", columns: [table.practiceId, table.id] }),
    refersTo(table.practiceId, practice),
    refersTo(table.doctorId, doctor).onDelete("cascade"),
    refersTo(table.createdBy, account),
    index("calendar_feed_hash_idx").on(table.hash),
    index("calendar_feed_doctor_idx").on(table.doctorId),
  ],
);
