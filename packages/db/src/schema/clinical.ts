import { sql } from "drizzle-orm";
import { type AnyPgColumn, index, text, uuid } from "drizzle-orm/pg-core";
import type { PatientId } from "../ids.ts";
import type { ClinicalType } from "../kinds.ts";
import { account } from "./account.ts";
import { authored, inPractice, instant } from "./columns.ts";
import { keyOf, refersInPractice, refersTo } from "./keys.ts";
import { patient } from "./patient.ts";

/** A code of a terminology. The display is the one at the time of the choice. */
export type Coding = { system: string; code: string; display: string; version: string | null };

/** A text, and a code if there is one. FHIR's CodeableConcept, with one code at most. */
export type Concept = { text: string; coding: Coding | null };

/** The columns of each clinical record. */
export const clinicalColumns = <Of extends string>() => ({
  ...inPractice<Of>(),
  patientId: uuid("patient_id").$type<PatientId>().notNull(),
  /** The reason for entered-in-error. Null otherwise. */
  errorReason: text("error_reason"),
  ...authored(),
});

export type ClinicalTable = Record<"practiceId" | "id" | "patientId" | "createdBy", AnyPgColumn>;

/** The keys of each clinical record. Removing the patient does not remove it. */
export const clinicalKeys = (_type: ClinicalType, table: ClinicalTable) => [
  keyOf(table.practiceId, table.id),
  refersInPractice(table, "patientId", patient),
  refersTo(table.createdBy, account),
];

/** When it happened. If unknown, when it was written. The order of lists. */
export const happenedAt = (at: string) =>
  instant("happened_at")
    .notNull()
    .generatedAlwaysAs(sql.raw(`coalesce(${at}, created_at)`));

/** The start of a year, month or day, in UTC. Null for null. A generated column accepts only immutable functions. */
export const beginOf = (column: string) =>
  `make_timestamp(left(${column}, 4)::int, coalesce(nullif(substr(${column}, 6, 2), '')::int, 1), coalesce(nullif(substr(${column}, 9, 2), '')::int, 1), 0, 0, 0) at time zone 'UTC'`;

/**
 * The columns with the year, month or day of each kind of record. A day has no instant: the timeline sorts it into
 * its day of the practice.
 */
export const happenedOn = {
  condition: "onset",
  allergy: "onset",
  medication: "from_date",
  immunization: "occurred",
  procedure: "performed_from",
} as const satisfies Partial<Record<ClinicalType, string>>;

/** For the timeline of a patient, if the time in lists is another. */
export const datedIndex = (type: keyof typeof happenedOn, table: ClinicalTable) =>
  index(`${type}_dated_idx`)
    .on(table.practiceId, table.patientId, sql.raw(`(${beginOf(happenedOn[type])})`), table.id)
    .where(sql.raw(`${happenedOn[type]} is not null`));

/** For lists of a patient. */
export const ofPatientIndex = (type: ClinicalType, table: ClinicalTable & { happenedAt: AnyPgColumn }) =>
  index(`${type}_patient_idx`).on(table.practiceId, table.patientId, table.happenedAt, table.id);
