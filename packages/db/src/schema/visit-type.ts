import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { VisitTypeId } from "../ids.ts";
import { account } from "./account.ts";
import { authored, inPractice } from "./columns.ts";
import { refersTo } from "./keys.ts";
import { practiceKeys } from "./practice-record.ts";

/** The purpose and duration of an appointment. */
export const visitType = pgTable(
  "visit_type",
  {
    ...inPractice<VisitTypeId>(),
    name: text("name").notNull(),
    minutes: integer("minutes").notNull(),
    /** Buffer before and after for doctor and room, in minutes. */
    bufferBefore: integer("buffer_before").notNull().default(0),
    bufferAfter: integer("buffer_after").notNull().default(0),
    /** Patients per slot. More than 1: a group visit. */
    seats: integer("seats").notNull().default(1),
    /** False: existing appointments stay, but new ones are refused. */
    isActive: boolean("is_active").notNull().default(true),
    ...authored(),
  },
  (table) => [
    ...practiceKeys(table),
    refersTo(table.createdBy, account),
    uniqueIndex("visit_type_name_key").on(table.practiceId, sql`lower(${table.name})`),
    check("visit_type_minutes_check", sql`${table.minutes} between 5 and 720`),
    check(
      "visit_type_buffers_check",
      sql`${table.bufferBefore} between 0 and 240 and ${table.bufferAfter} between 0 and 240`,
    ),
    check("visit_type_seats_check", sql`${table.seats} between 1 and 100`),
  ],
);
