import { sql } from "drizzle-orm";
import { boolean, check, pgTable, text } from "drizzle-orm/pg-core";
import type { NoteId } from "../ids.ts";
import { clinicalColumns, clinicalKeys, happenedAt, ofPatientIndex } from "./clinical.ts";
import { instant } from "./columns.ts";
import { encounterColumn, encounterKeys } from "./encounter-key.ts";

/**
 * A signed note. The trigger `note_signed` refuses changes of its text and its removal, for each role. Only
 * `caretype erase` goes past it.
 */
export const note = pgTable(
  "note",
  {
    ...clinicalColumns<NoteId>(),
    ...encounterColumn(),
    kind: text("kind").notNull(),
    text: text("text").notNull(),
    /** It was signed after its encounter had been locked. */
    isLate: boolean("is_late").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    happenedAt: happenedAt("recorded_at"),
  },
  (table) => [
    ...clinicalKeys("note", table),
    ...encounterKeys("note", table),
    ofPatientIndex("note", table),
    check("note_text_check", sql`${table.text} <> ''`),
  ],
);
