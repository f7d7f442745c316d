import { PracticeId } from "@caretype/core/kernel/field/ids";
import { mailLanguages } from "@caretype/core/mechanisms/mail/languages";
import { z } from "zod";

/** A visit as an email tells it. Emails are not confidential, so nothing says what the visit is about. */
export const MailedVisit = z.object({
  id: z.string(),
  /** The appointment's version, by which calendars tell which email is newer. */
  version: z.int(),
  startsAt: z.string(),
  endsAt: z.string(),
  /** By which the erasure of a doctor finds the email. */
  doctorId: z.string(),
  doctorName: z.string().nullable(),
});
export type MailedVisit = z.output<typeof MailedVisit>;

/** The stored data of an email to a patient. */
export const AppointmentMail = z.object({
  kind: z.enum(["booked", "moved", "cancelled", "reminder", "offered"]),
  language: z.enum(mailLanguages),
  /** Missing in an email that an earlier version queued. */
  practiceId: PracticeId.optional(),
  practiceName: z.string(),
  /** How to reach the practice. */
  contact: z
    .object({ address: z.string(), phoneNumber: z.string(), email: z.string() })
    .partial()
    .default({}),
  timeZone: z.string(),
  /** When it was written. */
  at: z.string(),
  /** Several for a series, earliest first. */
  visits: z.array(MailedVisit).min(1),
  /** Until when an offered time is held for the patient. */
  heldUntil: z.string().nullable().default(null),
  /** The patient's link to the first visit. Null for a cancellation. */
  linkId: z.guid().nullable(),
});
export type AppointmentMail = z.output<typeof AppointmentMail>;
export type MailKind = AppointmentMail["kind"];
