import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AppointmentId, DoctorId, PatientId, RoomId, VisitTypeId, WaitlistEntryId } from "../ids.ts";
import { account } from "./account.ts";
import { appointment } from "./appointment.ts";
import { createdAt, createdBy, inPractice, instant, practiceId } from "./columns.ts";
import { keyOf, refersInPractice, refersTo } from "./keys.ts";
import { patient } from "./patient.ts";
import { practiceKeys } from "./practice-record.ts";
import { visitType } from "./visit-type.ts";

/**
 * A patient who waits for an earlier appointment. Removed with the patient, and when an offer is booked. The doctor
 * may be removed from the directory, so there is no foreign key.
 */
export const waitlistEntry = pgTable(
  "waitlist_entry",
  {
    ...inPractice<WaitlistEntryId>(),
    patientId: uuid("patient_id").$type<PatientId>().notNull(),
    visitTypeId: uuid("visit_type_id").$type<VisitTypeId>().notNull(),
    /** Both null: any doctor. */
    doctorId: uuid("doctor_id").$type<DoctorId>(),
    specialization: text("specialization"),
    /** 1 for Monday to 7 for Sunday, on the practice's calendar. */
    weekdays: integer("weekdays").array().notNull(),
    /** Earliest and latest start in the practice's local time, such as `09:00`. Null: any. */
    startsFrom: text("starts_from"),
    startsTo: text("starts_to"),
    /** The first possible day. Null: from now on. */
    firstDay: date("first_day"),
    lastDay: date("last_day").notNull(),
    note: text("note"),
    createdBy: createdBy(),
    createdAt: createdAt(),
  },
  (table) => [
    keyOf(table.practiceId, table.id),
    refersInPractice(table, "patientId", patient).onDelete("cascade"),
    refersInPractice(table, "visitTypeId", visitType),
    refersTo(table.createdBy, account),
    check("waitlist_entry_doctor_check", sql`${table.doctorId} is null or ${table.specialization} is null`),
    index("waitlist_entry_patient_idx").on(table.practiceId, table.patientId),
    index("waitlist_entry_visit_type_idx").on(table.practiceId, table.visitTypeId),
  ],
);

/** An offered slot: the hold, and the entry of the waitlist. */
export const waitlistOffer = pgTable(
  "waitlist_offer",
  {
    practiceId: practiceId(),
    appointmentId: uuid("appointment_id").$type<AppointmentId>().notNull(),
    /** Outlives the entry, so no foreign key. */
    entryId: uuid("entry_id").$type<WaitlistEntryId>().notNull(),
    createdAt: createdAt(),
    /** When it was accepted, declined or noted as expired. Set by `free_slot`. */
    endedAt: instant("ended_at"),
  },
  (table) => [
    keyOf(table.practiceId, table.appointmentId),
    refersInPractice(table, "appointmentId", appointment).onDelete("cascade"),
    index("waitlist_offer_entry_idx").on(table.practiceId, table.entryId),
    index("waitlist_offer_open_idx").on(table.practiceId).where(sql`${table.endedAt} is null`),
  ],
);

/** Freed slots to be offered. The trigger `free_slot` adds them, and a task takes them. */
export const freedSlot = pgTable(
  "freed_slot",
  {
    practiceId: practiceId(),
    id: uuid("id").notNull().default(sql`gen_random_uuid()`),
    /** The patient who freed it. No foreign key, as a removed patient's slot is offered, too. */
    patientId: uuid("patient_id").$type<PatientId>().notNull(),
    doctorId: uuid("doctor_id").$type<DoctorId>().notNull(),
    roomId: uuid("room_id").$type<RoomId>(),
    startsAt: instant("starts_at").notNull(),
    createdAt: createdAt(),
  },
  (table) => [...practiceKeys(table)],
);
