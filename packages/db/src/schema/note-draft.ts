import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { EncounterId, NoteDraftId, PatientId } from "../ids.ts";
import { account } from "./account.ts";
import { createdBy, inPractice, instant, recordStamps } from "./columns.ts";
import { encounter } from "./encounter.ts";
import { keyOf, refersInPractice, refersTo } from "./keys.ts";
import { patient } from "./patient.ts";

/**
 * An unsigned note, visible only to its author. The trigger `stamp_version` counts its versions without keeping them,
 * as it is saved every few seconds. Signing turns it into a row of `note` with the same id.
 */
export const noteDraft = pgTable(
  "note_draft",
  {
    ...inPractice<NoteDraftId>(),
    patientId: uuid("patient_id").$type<PatientId>().notNull(),
    encounterId: uuid("encounter_id").$type<EncounterId>(),
    kind: text("kind").notNull(),
    text: text("text"),
    recordedAt: instant("recorded_at").notNull(),
    createdBy: createdBy(),
    ...recordStamps(),
  },
  (table) => [
    keyOf(table.practiceId, table.id),
    refersInPractice(table, "patientId", patient),
    refersInPractice(table, "encounterId", encounter),
    refersTo(table.createdBy, account),
    index("note_draft_patient_idx").on(table.practiceId, table.patientId),
    index("note_draft_encounter_idx").on(table.practiceId, table.encounterId),
    index("note_draft_author_idx").on(table.practiceId, table.createdBy, table.id),
  ],
);
