import { sql } from "drizzle-orm";
import { boolean, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountId, PracticeId, RoomId } from "../ids.ts";
import { account } from "./account.ts";
import { recordId, recordStamps, updatedBy } from "./columns.ts";
import { refersTo } from "./keys.ts";
import { practice } from "./practice.ts";

/** A room that appointments may take place in. */
export const room = pgTable(
  "room",
  {
    practiceId: uuid("practice_id").$type<PracticeId>().notNull(),
    id: recordId<RoomId>(),
    name: text("name").notNull(),
    /** False: appointments in it stay, and no new ones are made. */
    isActive: boolean("is_active").notNull().default(true),
    createdBy: uuid("created_by").$type<AccountId>().notNull(),
    ...recordStamps(),
    updatedBy: updatedBy(),
  },
  (table) => [
    primaryKey({ name: "room_pkey", columns: [table.practiceId, table.id] }),
    refersTo(table.practiceId, practice),
    refersTo(table.createdBy, account),
    uniqueIndex("room_name_key").on(table.practiceId, sql`lower(${table.name})`),
  ],
);
