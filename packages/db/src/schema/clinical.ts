import { sql } from "drizzle-orm";
import { type AnyPgColumn, index, text, uuid } from "drizzle-orm/pg-core";
import type { PatientId } from "../ids.ts";
import type { ClinicalType } from "../kinds.ts";
import { account } from "./account.ts";
import { authored, inPractice, instant } from "./columns.ts";
import { keyOf, refersInPractice, refersTo } from "./keys.ts";
import { patient } from "./patient.ts";

/** A code of a terminology. The display is the one it had when it was chosen. */
export type Coding = { system: string; code: string; display: string; version: string | null };

/** What something is, in words, and as a code if there is one. FHIR's CodeableConcept, with one code at most. */
export type Concept = { text: string; coding: Coding | null };

/** The columns that each clinical record has. */
export const clinicalColumns = <Of extends string>() => ({
  ...inPractice<Of>(),
  patientId: uuid("patient_id").$type<PatientId>().notNull(),
  /** Why it was entered in error. Null: it was not. */
  errorReason: text("error_reason"),
  ...authored(),
});

export type ClinicalTable = Record<"practiceId" | "id" | "patientId" | "createdBy", AnyPgColumn>;

/** The keys that each clinical record has. Nothing removes it with its patient. */
export const clinicalKeys = (_type: ClinicalType, table: ClinicalTable) => [
  keyOf(table.practiceId, table.id),
  refersInPractice(table, "patientId", patient),
  refersTo(table.createdBy, account),
];

/** When it happened, or until that is known, when it was written. Lists are ordered by it. */
export const happenedAt = (at: string) =>
  instant("happened_at")
    .notNull()
    .generatedAlwaysAs(sql.raw(`coalesce(${at}, created_at)`));

/**
 * When a year, a month or a day begins, in UTC. Null for null. Written with immutable functions, as a generated column
 * takes no others.
 */
export const beginOf = (column: string) =>
  `make_timestamp(left(${column}, 4)::int, coalesce(nullif(substr(${column}, 6, 2), '')::int, 1), coalesce(nullif(substr(${column}, 9, 2), '')::int, 1), 0, 0, 0) at time zone 'UTC'`;

/**
 * The columns with the year, month or day on which records of these kinds happened. A day has no instant: the timeline sorts
 * it into its day of the practice.
 */
export const happenedOn = {
  condition: "onset",
  allergy: "onset",
  medication: "from_date",
  immunization: "occurred",
  procedure: "performed_from",
} as const satisfies Partial<Record<ClinicalType, string>>;

/** For the timeline of a patient, where the time in lists is another. */
export const datedIndex = (type: keyof typeof happenedOn, table: ClinicalTable) =>
  index(`${type}_dated_idx`)
    .on(table.practiceId, table.patientId, sql.raw(`(${beginOf(happenedOn[type])})`), table.id)
    .where(sql.raw(`${happenedOn[type]} is not null`));

/** For lists of a patient. */
export const ofPatientIndex = (type: ClinicalType, table: ClinicalTable & { happenedAt: AnyPgColumn }) =>
  index(`${type}_patient_idx`).on(table.practiceId, table.patientId, table.happenedAt, table.id);
