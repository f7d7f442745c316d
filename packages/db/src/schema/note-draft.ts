import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId, EncounterId, NoteDraftId, PatientId, PracticeId } from "../ids.ts";
import { account } from "./account.ts";
import { instant, recordId, recordStamps } from "./columns.ts";
import { encounter } from "./encounter.ts";
import { refersInPractice, refersTo } from "./keys.ts";
import { patient } from "./patient.ts";

/**
 * A note that is being written. Only its author reads it. The trigger `stamp_version` counts its versions, but keeps none:
 * it is saved every few seconds, and is no record until it is signed. Then it becomes a row of `note` with the same id.
 */
export const noteDraft = pgTable(
  "note_draft",
  {
    practiceId: uuid("practice_id").$type<PracticeId>().notNull(),
    id: recordId<NoteDraftId>(),
    patientId: uuid("patient_id").$type<PatientId>().notNull(),
    encounterId: uuid("encounter_id").$type<EncounterId>(),
    kind: text("kind").notNull(),
    text: text("text"),
    recordedAt: instant("recorded_at").notNull(),
    createdBy: uuid("created_by").$type<AccountId>().notNull(),
    ...recordStamps(),
  },
  (table) => [
    primaryKey({ name: "note_draft_pkey", columns: [table.practiceId, table.id] }),
    refersInPractice(table, "patientId", patient),
    refersInPractice(table, "encounterId", encounter),
    refersTo(table.createdBy, account),
    index("note_draft_patient_idx").on(table.practiceId, table.patientId),
    index("note_draft_encounter_idx").on(table.practiceId, table.encounterId),
    index("note_draft_author_idx").on(table.practiceId, table.createdBy, table.id),
  ],
);
