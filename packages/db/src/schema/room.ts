import { sql } from "drizzle-orm";
import { boolean, foreignKey, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountId, PracticeId, RoomId } from "../ids.ts";
import { account } from "./account.ts";
import { recordId, recordStamps, updatedBy } from "./columns.ts";
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
    foreignKey({
      name: "room_practice_fkey",
      columns: [table.practiceId],
      foreignColumns: [practice.id],
    }),
    foreignKey({
      name: "room_created_by_fkey",
      columns: [table.createdBy],
      foreignColumns: [account.id],
    }),
    uniqueIndex("room_name_key").on(table.practiceId, sql`lower(${table.name})`),
  ],
);
