import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { PracticeId } from "../ids.ts";
import { instant, recordId, recordStamps } from "./columns.ts";
import { keyOf } from "./keys.ts";

/** Days `YYYY-MM-DD` on which the practice is closed, as the API checks them. */
type Holiday = { name: string; from: string; to: string; yearly: boolean };

/** The tenant: every clinical row belongs to exactly one practice. */
export const practice = pgTable(
  "practice",
  {
    id: recordId<PracticeId>(),
    name: text("name").notNull(),
    /** Contact details for patients, in emails, calendar files and prints. */
    address: text("address"),
    phoneNumber: text("phone_number"),
    email: text("email"),
    /** Since when members need a second factor. Null: they do not. */
    secondFactorRequiredAt: instant("second_factor_required_at"),
    /** Days that members have to set one up, from their next sign-in on. */
    secondFactorGraceDays: integer("second_factor_grace_days").notNull().default(7),
    /** Its IANA time zone, for the practice's days. Null: not set. */
    timeZone: text("time_zone"),
    /** Whether patients get emails about their appointments. */
    patientEmails: boolean("patient_emails").notNull().default(false),
    /** The hour of the day before at which patients are reminded. Null: no reminders. */
    reminderHour: integer("reminder_hour").default(10),
    /** Whether staff must give a reason to cancel an appointment. */
    cancellationReasonRequired: boolean("cancellation_reason_required").notNull().default(true),
    /** Minutes that a freed slot is held for a patient of the waitlist. */
    offerMinutes: integer("offer_minutes").notNull().default(60),
    /** The system whose numeric identifiers REST paths accept in place of ids. Null: none. */
    numericIds: text("numeric_ids"),
    /** The dialect of REST answers. Null: the server's. */
    dialect: text("dialect"),
    /** Holidays, by their first day. */
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
