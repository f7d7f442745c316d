import { type AnyPgColumn, index, uuid } from "drizzle-orm/pg-core";
import type { EncounterId } from "../ids.ts";
import type { ClinicalType } from "../kinds.ts";
import { type ClinicalTable, clinicalColumns, clinicalKeys, ofPatientIndex } from "./clinical.ts";
import { encounter } from "./encounter.ts";
import { refersInPractice } from "./keys.ts";

/**
 * The columns of a clinical record, and the encounter in which it was recorded. The trigger `check_record_encounter`
 * refuses a locked encounter, and `refuse_change_in_locked` refuses changes of its records.
 */
export const chartedColumns = <Of extends string>() => ({
  ...clinicalColumns<Of>(),
  encounterId: uuid("encounter_id").$type<EncounterId>(),
});

type ChartedTable = ClinicalTable & Record<"encounterId" | "happenedAt", AnyPgColumn>;

export const chartedKeys = (type: ClinicalType, table: ChartedTable) => [
  ...clinicalKeys(type, table),
  refersInPractice(table, "encounterId", encounter),
  index(`${type}_encounter_idx`).on(table.practiceId, table.encounterId),
  ofPatientIndex(type, table),
];
