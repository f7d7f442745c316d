import { type AnyPgColumn, index, uuid } from "drizzle-orm/pg-core";
import type { EncounterId } from "../ids.ts";
import type { ClinicalTable, ClinicalType } from "./clinical.ts";
import { encounter } from "./encounter.ts";
import { refersInPractice } from "./keys.ts";

/** The encounter in which it was recorded. The trigger `check_record_encounter` holds that it is not locked. */
export const encounterColumn = () => ({ encounterId: uuid("encounter_id").$type<EncounterId>() });

export const encounterKeys = (type: ClinicalType, table: ClinicalTable & { encounterId: AnyPgColumn }) => [
  refersInPractice(table, "encounterId", encounter),
  index(`${type}_encounter_idx`).on(table.practiceId, table.encounterId),
];
