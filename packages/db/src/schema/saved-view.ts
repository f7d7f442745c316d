import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { SavedViewId } from "../ids.ts";
import { account } from "./account.ts";
import { authored, inPractice } from "./columns.ts";
import { refersTo } from "./keys.ts";
import { practiceKeys } from "./practice-record.ts";

/** Named filters of a list, shared by the practice. */
export const savedView = pgTable(
  "saved_view",
  {
    ...inPractice<SavedViewId>(),
    name: text("name").notNull(),
    page: text("page", { enum: ["patients"] }).notNull(),
    /** The list's filters and order, as the API checks them. */
    filters: jsonb("filters").notNull(),
    ...authored(),
  },
  (table) => [
    ...practiceKeys(table),
    refersTo(table.createdBy, account),
    uniqueIndex("saved_view_name_key").on(table.practiceId, table.page, sql`lower(${table.name})`),
    check("saved_view_page_check", sql`${table.page} in ('patients')`),
  ],
);
