import { sql } from "drizzle-orm";
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId, ClinicalId, PatientId, RecordMoveId } from "../ids.ts";
import { clinicalTypes } from "../kinds.ts";
import { account } from "./account.ts";
import { inPractice, instant } from "./columns.ts";
import { refersTo } from "./keys.ts";
import { practiceKeys } from "./practice-record.ts";

/**
 * A clinical record that was written to the wrong patient and moved to the right one. No foreign keys to the two, as
 * for merges: either may be removed or merged.
 */
export const recordMove = pgTable(
  "record_move",
  {
    ...inPractice<RecordMoveId>(),
    recordType: text("record_type", { enum: clinicalTypes }).notNull(),
    recordId: uuid("record_id").$type<ClinicalId>().notNull(),
    fromId: uuid("from_id").$type<PatientId>().notNull(),
    toId: uuid("to_id").$type<PatientId>().notNull(),
    reason: text("reason").notNull(),
    movedBy: uuid("moved_by").$type<AccountId>().notNull(),
    movedAt: instant("moved_at").notNull().default(sql`now()`),
  },
  (table) => [
    ...practiceKeys(table),
    refersTo(table.movedBy, account),
    index("record_move_from_idx").on(table.practiceId, table.fromId, table.id),
    index("record_move_to_idx").on(table.practiceId, table.toId, table.id),
  ],
);
