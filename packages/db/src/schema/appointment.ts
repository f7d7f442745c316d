import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AppointmentId, DoctorId, PatientId, RoomId, SeriesId, VisitTypeId } from "../ids.ts";
import { account } from "./account.ts";
import { authored, inPractice, instant } from "./columns.ts";
import { keyOf, oneOf, refersInPractice, refersTo } from "./keys.ts";
import { patient } from "./patient.ts";
import { room } from "./room.ts";
import { visitType } from "./visit-type.ts";

/** Status codes of FHIR's Appointment. `pending` is a hold. */
export const appointmentStatuses = [
  "pending",
  "booked",
  "arrived",
  "fulfilled",
  "cancelled",
  "noshow",
] as const;

/**
 * A patient sees a doctor at a time. The migration adds exclusion constraints, which Drizzle does not support, and
 * the trigger `check_appointment`. Removed with the patient, and restored with them. The doctor may be removed from
 * the directory once the appointment is over, so the trigger checks it, and no foreign key does.
 */
export const appointment = pgTable(
  "appointment",
  {
    ...inPractice<AppointmentId>(),
    patientId: uuid("patient_id").$type<PatientId>().notNull(),
    doctorId: uuid("doctor_id").$type<DoctorId>().notNull(),
    visitTypeId: uuid("visit_type_id").$type<VisitTypeId>().notNull(),
    roomId: uuid("room_id").$type<RoomId>(),
    status: text("status", { enum: appointmentStatuses }).notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    /** The time that doctor and room are occupied, including the visit type's buffers. */
    occupiedFrom: instant("occupied_from").notNull(),
    occupiedTo: instant("occupied_to").notNull(),
    /** Equal for appointments that share a slot, in a group visit. Otherwise the appointment's id. */
    slot: text("slot").notNull(),
    /** The end of a hold. Kept after it was confirmed or has expired. */
    heldUntil: instant("held_until"),
    /** The reason for a booking although the doctor was not free. Null: the doctor was free. */
    overrideReason: text("override_reason"),
    reasonForVisit: text("reason_for_visit"),
    /** A note for the practice. */
    note: text("note"),
    /** Null: not cancelled, or imported. `system`: an expired hold. */
    cancelledBy: text("cancelled_by", { enum: ["practice", "patient", "system"] }),
    cancellationReason: text("cancellation_reason"),
    arrivedAt: instant("arrived_at"),
    /** When the patient confirmed this time by link. */
    confirmedByPatientAt: instant("confirmed_by_patient_at"),
    seriesId: uuid("series_id").$type<SeriesId>(),
    ...authored(),
  },
  (table) => [
    keyOf(table.practiceId, table.id),
    refersInPractice(table, "patientId", patient).onDelete("cascade"),
    refersInPractice(table, "visitTypeId", visitType),
    refersInPractice(table, "roomId", room),
    refersTo(table.createdBy, account),
    check("appointment_status_check", oneOf(table.status, appointmentStatuses)),
    check("appointment_cancelled_check", sql`${table.cancelledBy} in ('practice', 'patient', 'system')`),
    check("appointment_held_check", sql`${table.status} <> 'pending' or ${table.heldUntil} is not null`),
    check(
      "appointment_times_check",
      sql`${table.occupiedFrom} <= ${table.startsAt} and ${table.startsAt} < ${table.endsAt} and ${table.endsAt} <= ${table.occupiedTo}`,
    ),
    index("appointment_start_idx").on(table.practiceId, table.startsAt, table.id),
    index("appointment_doctor_idx").on(table.practiceId, table.doctorId, table.startsAt, table.id),
    index("appointment_patient_idx").on(table.practiceId, table.patientId, table.startsAt, table.id),
    index("appointment_visit_type_idx").on(table.practiceId, table.visitTypeId),
    index("appointment_room_idx").on(table.practiceId, table.roomId, table.startsAt),
    index("appointment_series_idx")
      .on(table.practiceId, table.seriesId, table.startsAt)
      .where(sql`${table.seriesId} is not null`),
    index("appointment_held_idx")
      .on(table.practiceId, table.heldUntil)
      .where(sql`${table.status} = 'pending'`),
    // For "any of several doctors": when each was last booked.
    index("appointment_booked_idx").on(table.practiceId, table.doctorId, table.createdAt),
    // Appointments in force, in any practice: they block the removal of a doctor.
    index("appointment_standing_idx")
      .on(table.doctorId, table.endsAt)
      .where(sql`${table.status} in ('pending', 'booked', 'arrived')`),
  ],
);
