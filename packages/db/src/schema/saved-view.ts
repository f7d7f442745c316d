import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountId, PracticeId, SavedViewId } from "../ids.ts";
import { account } from "./account.ts";
import { recordId, recordStamps, updatedBy } from "./columns.ts";
import { refersTo } from "./keys.ts";
import { practice } from "./practice.ts";

/** Filters of a list under a name, which the practice shares. */
export const savedView = pgTable(
  "saved_view",
  {
    practiceId: uuid("practice_id").$type<PracticeId>().notNull(),
    id: recordId<SavedViewId>(),
    name: text("name").notNull(),
    /** The list that it is of. */
    page: text("page", { enum: ["patients"] }).notNull(),
    /** The list's filters and order, as the API checks them. */
    filters: jsonb("filters").notNull(),
    createdBy: uuid("created_by").$type<AccountId>().notNull(),
    ...recordStamps(),
    updatedBy: updatedBy(),
  },
  (table) => [
    primaryKey({ name: "saved_view_pkey", columns: [table.practiceId, table.id] }),
    refersTo(table.practiceId, practice),
    refersTo(table.createdBy, account),
    uniqueIndex("saved_view_name_key").on(table.practiceId, table.page, sql`lower(${table.name})`),
    check("saved_view_page_check", sql`${table.page} in ('patients')`),
  ],
);
