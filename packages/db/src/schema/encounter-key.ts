import { type AnyPgColumn, foreignKey, index, uuid } from "drizzle-orm/pg-core";
import type { EncounterId } from "../ids.ts";
import type { ClinicalTable, ClinicalType } from "./clinical.ts";
import { encounter } from "./encounter.ts";

/** The encounter in which it was recorded. The trigger `check_record_encounter` holds that it is not locked. */
export const encounterColumn = () => ({ encounterId: uuid("encounter_id").$type<EncounterId>() });

export const encounterKeys = (type: ClinicalType, table: ClinicalTable & { encounterId: AnyPgColumn }) => [
  foreignKey({
    name: `${type}_encounter_fkey`,
    columns: [table.practiceId, table.encounterId],
    foreignColumns: [encounter.practiceId, encounter.id],
  }),
  index(`${type}_encounter_idx`).on(table.practiceId, table.encounterId),
];
