import { sql } from "drizzle-orm";
import { boolean, check, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { NoteId, NoteKindId } from "../ids.ts";
import { account } from "./account.ts";
import { chartedColumns, chartedKeys } from "./charted.ts";
import { happenedAt } from "./clinical.ts";
import { authored, inPractice, instant } from "./columns.ts";
import { refersTo } from "./keys.ts";
import { practiceKeys } from "./practice-record.ts";

/** A practice's kind of note, with the template of a new one. */
export const noteKind = pgTable(
  "note_kind",
  {
    ...inPractice<NoteKindId>(),
    name: text("name").notNull(),
    template: text("template"),
    ...authored(),
  },
  (table) => [
    ...practiceKeys(table),
    refersTo(table.createdBy, account),
    uniqueIndex("note_kind_name_key").on(table.practiceId, sql`lower(${table.name})`),
  ],
);

/**
 * A signed note. The trigger `note_signed` refuses changes of its text and its removal, for each role. Only `caretype
 * erase` bypasses it.
 */
export const note = pgTable(
  "note",
  {
    ...chartedColumns<NoteId>(),
    kind: text("kind").notNull(),
    text: text("text").notNull(),
    /** True if it was signed after its encounter was locked. */
    isLate: boolean("is_late").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    happenedAt: happenedAt("recorded_at"),
  },
  (table) => [...chartedKeys("note", table), check("note_text_check", sql`${table.text} <> ''`)],
);
