import { sql } from "drizzle-orm";
import { boolean, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { RoomId } from "../ids.ts";
import { account } from "./account.ts";
import { authored, inPractice } from "./columns.ts";
import { refersTo } from "./keys.ts";
import { practiceKeys } from "./practice-record.ts";

/** A room for appointments. */
export const room = pgTable(
  "room",
  {
    ...inPractice<RoomId>(),
    name: text("name").notNull(),
    /** False: existing appointments stay, but new ones are refused. */
    isActive: boolean("is_active").notNull().default(true),
    ...authored(),
  },
  (table) => [
    ...practiceKeys(table),
    refersTo(table.createdBy, account),
    uniqueIndex("room_name_key").on(table.practiceId, sql`lower(${table.name})`),
  ],
);
