import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AppointmentId } from "../ids.ts";
import { appointment } from "./appointment.ts";
import { bytea, createdAt, practiceId } from "./columns.ts";
import { keyOf, oneOf, refersInPractice } from "./keys.ts";

/**
 * The secret link with which a patient confirms or cancels an appointment without an account. Like a one-time token,
 * it is derived from `linkId` with a key outside the database. It can be used until the appointment is over.
 */
export const appointmentLink = pgTable(
  "appointment_link",
  {
    practiceId: practiceId(),
    appointmentId: uuid("appointment_id").$type<AppointmentId>().notNull(),
    linkId: uuid("link_id").notNull(),
    /** SHA-256 of the token. */
    hash: bytea("hash").notNull(),
    /** The address of the email. The link works only while the patient has this address. */
    email: text("email").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    keyOf(table.practiceId, table.appointmentId),
    refersInPractice(table, "appointmentId", appointment).onDelete("cascade"),
    // Not unique: Citus has no unique keys across practices. Two tokens never have the same hash.
    index("appointment_link_hash_idx").on(table.hash),
  ],
);

/** The kinds of emails to patients. */
export const appointmentMailKinds = ["booked", "moved", "cancelled", "reminder", "offered"] as const;

/** Emails about appointments to patients. The key prevents duplicates, for any number of servers. */
export const appointmentMail = pgTable(
  "appointment_mail",
  {
    practiceId: practiceId(),
    appointmentId: uuid("appointment_id").$type<AppointmentId>().notNull(),
    kind: text("kind", { enum: appointmentMailKinds }).notNull(),
    /** The appointment's version, or for a reminder the day of the visit. */
    occasion: text("occasion").notNull(),
    /**
     * Appointments of a series share an email. Null if the address had too many emails, or is missing at the moment.
     */
    mailId: uuid("mail_id"),
    createdAt: createdAt(),
  },
  (table) => [
    keyOf(table.practiceId, table.appointmentId, table.kind, table.occasion),
    refersInPractice(table, "appointmentId", appointment).onDelete("cascade"),
    check("appointment_mail_kind_check", oneOf(table.kind, appointmentMailKinds)),
    index("appointment_mail_mail_idx").on(table.practiceId, table.mailId),
  ],
);
