import { sql } from "drizzle-orm";
import { foreignKey, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountId, NoteKindId, PracticeId } from "../ids.ts";
import { account } from "./account.ts";
import { recordId, recordStamps, updatedBy } from "./columns.ts";
import { practice } from "./practice.ts";

/** A kind of note that a practice writes, with the text that a new one begins with. */
export const noteKind = pgTable(
  "note_kind",
  {
    practiceId: uuid("practice_id").$type<PracticeId>().notNull(),
    id: recordId<NoteKindId>(),
    name: text("name").notNull(),
    template: text("template"),
    createdBy: uuid("created_by").$type<AccountId>().notNull(),
    ...recordStamps(),
    updatedBy: updatedBy(),
  },
  (table) => [
    primaryKey({ name: "note_kind_pkey", columns: [table.practiceId, table.id] }),
    foreignKey({
      name: "note_kind_practice_fkey",
      columns: [table.practiceId],
      foreignColumns: [practice.id],
    }),
    foreignKey({
      name: "note_kind_created_by_fkey",
      columns: [table.createdBy],
      foreignColumns: [account.id],
    }),
    uniqueIndex("note_kind_name_key").on(table.practiceId, sql`lower(${table.name})`),
  ],
);
