import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { VisitTypeId } from "../ids.ts";
import { account } from "./account.ts";
import { authored, inPractice } from "./columns.ts";
import { refersTo } from "./keys.ts";
import { practiceKeys } from "./practice-record.ts";

/** What an appointment is for, and how long it takes. */
export const visitType = pgTable(
  "visit_type",
  {
    ...inPractice<VisitTypeId>(),
    name: text("name").notNull(),
    minutes: integer("minutes").notNull(),
    /** Minutes that the doctor and the room are kept free before and after. */
    bufferBefore: integer("buffer_before").notNull().default(0),
    bufferAfter: integer("buffer_after").notNull().default(0),
    /** How many patients share one slot. More than 1: a group visit. */
    seats: integer("seats").notNull().default(1),
    /** False: appointments of it stay, and no new ones are made. */
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
