import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId, AppointmentId, DoctorId, EncounterId } from "../ids.ts";
import { appointment } from "./appointment.ts";
import { type Concept, clinicalColumns, clinicalKeys, happenedAt, ofPatientIndex } from "./clinical.ts";
import { instant } from "./columns.ts";
import { oneOf, refersInPractice } from "./keys.ts";

/** Status codes of FHIR's Encounter. */
export const encounterStatuses = [
  "planned",
  "arrived",
  "in-progress",
  "finished",
  "cancelled",
  "entered-in-error",
] as const;

/** Codes of FHIR's value set for encounter classes. */
export const encounterClasses = ["ambulatory", "emergency", "field", "home", "inpatient", "virtual"] as const;

/**
 * An encounter of a patient. Encounters of one patient may overlap. The doctor may be removed from the directory, so
 * there is no foreign key. The trigger `encounter_locked` refuses changes of a locked one.
 */
export const encounter = pgTable(
  "encounter",
  {
    ...clinicalColumns<EncounterId>(),
    class: text("class", { enum: encounterClasses }).notNull(),
    status: text("status", { enum: encounterStatuses }).notNull(),
    reason: jsonb("reason").$type<Concept>(),
    doctorId: uuid("doctor_id").$type<DoctorId>(),
    appointmentId: uuid("appointment_id").$type<AppointmentId>(),
    /** When it happened, not when it was written. */
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    cancellationReason: text("cancellation_reason"),
    /** From then on, nothing is recorded in it. */
    lockedAt: instant("locked_at"),
    lockedBy: uuid("locked_by").$type<AccountId>(),
    happenedAt: happenedAt("started_at"),
  },
  (table) => [
    ...clinicalKeys("encounter", table),
    ofPatientIndex("encounter", table),
    index("encounter_happened_idx").on(table.practiceId, table.happenedAt, table.id),
    refersInPractice(table, "appointmentId", appointment),
    // Not unique: an appointment whose encounter is withheld accepts another one, as a refusal would reveal it.
    index("encounter_appointment_idx").on(table.practiceId, table.appointmentId),
    index("encounter_doctor_idx").on(table.practiceId, table.doctorId, table.happenedAt, table.id),
    check("encounter_class_check", oneOf(table.class, encounterClasses)),
    check("encounter_status_check", oneOf(table.status, encounterStatuses)),
    check(
      "encounter_times_check",
      sql`${table.endedAt} >= ${table.startedAt}
        and (${table.status} <> 'in-progress' or ${table.startedAt} is not null and ${table.endedAt} is null)
        and (${table.status} <> 'finished' or ${table.startedAt} is not null and ${table.endedAt} is not null)
        and (${table.endedAt} is null or ${table.startedAt} is not null)`,
    ),
    check(
      "encounter_error_check",
      sql`(${table.status} = 'entered-in-error') = (${table.errorReason} is not null)`,
    ),
    check(
      "encounter_locked_check",
      sql`(${table.lockedAt} is null) = (${table.lockedBy} is null)
        and (${table.lockedAt} is null or ${table.status} in ('finished', 'entered-in-error'))`,
    ),
  ],
);
