import { boolean, index, pgTable, uuid } from "drizzle-orm/pg-core";
import type { CalendarFeedId, DoctorId } from "../ids.ts";
import { account } from "./account.ts";
import { bytea, createdAt, createdBy, inPractice } from "./columns.ts";
import { doctor } from "./doctor.ts";
import { refersTo } from "./keys.ts";
import { practiceKeys } from "./practice-record.ts";

/** A secret link with which a calendar program reads a doctor's appointments in a practice. */
export const calendarFeed = pgTable(
  "calendar_feed",
  {
    ...inPractice<CalendarFeedId>(),
    doctorId: uuid("doctor_id").$type<DoctorId>().notNull(),
    /** SHA-256 of the token, which is returned once. */
    hash: bytea("hash").notNull(),
    /** False: appointments are shown only as busy. */
    showsInitials: boolean("shows_initials").notNull(),
    createdBy: createdBy(),
    createdAt: createdAt(),
  },
  (table) => [
    ...practiceKeys(table),
    refersTo(table.doctorId, doctor).onDelete("cascade"),
    refersTo(table.createdBy, account),
    index("calendar_feed_hash_idx").on(table.hash),
    index("calendar_feed_doctor_idx").on(table.doctorId),
  ],
);
