import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountId, PracticeId, VisitTypeId } from "../ids.ts";
import { account } from "./account.ts";
import { recordId, recordStamps, updatedBy } from "./columns.ts";
import { refersTo } from "./keys.ts";
import { practice } from "./practice.ts";

/** What an appointment is for, and how long it takes. */
export const visitType = pgTable(
  "visit_type",
  {
    practiceId: uuid("practice_id").$type<PracticeId>().notNull(),
    id: recordId<VisitTypeId>(),
    name: text("name").notNull(),
    minutes: integer("minutes").notNull(),
    /** Minutes that the doctor and the room are kept free before and after. */
    bufferBefore: integer("buffer_before").notNull().default(0),
    bufferAfter: integer("buffer_after").notNull().default(0),
    /** How many patients share one slot. More than 1: a group visit. */
    seats: integer("seats").notNull().default(1),
    /** False: appointments of it stay, and no new ones are made. */
    isActive: boolean("is_active").notNull().default(true),
    createdBy: uuid("created_by").$type<AccountId>().notNull(),
    ...recordStamps(),
    updatedBy: updatedBy(),
  },
  (table) => [
    primaryKey({ name: "visit_type_pkey", columns: [table.practiceId, table.id] }),
    refersTo(table.practiceId, practice),
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
