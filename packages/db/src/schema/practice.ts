import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { PracticeId } from "../ids.ts";
import { instant, recordId, recordStamps } from "./columns.ts";
import { keyOf } from "./keys.ts";

/** Days `YYYY-MM-DD` on which nobody is seen, as the API checks them. */
type Holiday = { name: string; from: string; to: string; yearly: boolean };

/** The tenant: every clinical row belongs to exactly one practice. */
export const practice = pgTable(
  "practice",
  {
    id: recordId<PracticeId>(),
    name: text("name").notNull(),
    /** How patients reach it: in emails, calendar files and prints. */
    address: text("address"),
    phoneNumber: text("phone_number"),
    email: text("email"),
    /** Since when members need a second factor. Null: they do not. */
    secondFactorRequiredAt: instant("second_factor_required_at"),
    /** How many days members have to set one up, from their next sign-in on. */
    secondFactorGraceDays: integer("second_factor_grace_days").notNull().default(7),
    /** The IANA name of its time zone, in which its days are counted. Null: not set. */
    timeZone: text("time_zone"),
    /** Whether patients get emails about their appointments. */
    patientEmails: boolean("patient_emails").notNull().default(false),
    /** The hour of the day before at which patients are reminded. Null: they are not. */
    reminderHour: integer("reminder_hour").default(10),
    /** Whether staff have to say why they cancel an appointment. */
    cancellationReasonRequired: boolean("cancellation_reason_required").notNull().default(true),
    /** How long a freed slot is held for a patient of the waitlist, in minutes. */
    offerMinutes: integer("offer_minutes").notNull().default(60),
    /** The system whose numeric identifiers REST paths accept in place of ids. Null: none. */
    numericIds: text("numeric_ids"),
    /** The former system whose answers REST gives. Null: as the server says. */
    dialect: text("dialect"),
    /** On which nobody is seen, by their first day. */
    holidays: jsonb("holidays").$type<Holiday[]>().notNull().default([]),
    ...recordStamps(),
  },
  (table) => [
    keyOf(table.id),
    check("practice_grace_check", sql`${table.secondFactorGraceDays} between 0 and 90`),
    check("practice_offer_check", sql`${table.offerMinutes} between 5 and 1440`),
    check("practice_reminder_check", sql`${table.reminderHour} between 0 and 23`),
  ],
);
