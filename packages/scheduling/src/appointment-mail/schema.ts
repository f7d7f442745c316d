import { PracticeId } from "@caretype/core/kernel/field/ids";
import { mailLanguages } from "@caretype/core/mechanisms/mail/languages";
import { z } from "zod";

/** A visit in an email. Emails are not confidential, so the visit's purpose is omitted. */
export const MailedVisit = z.object({
  id: z.string(),
  /** The appointment's version. Calendars use it to order emails. */
  version: z.int(),
  startsAt: z.string(),
  endsAt: z.string(),
  /** Lets the erasure of a doctor find the email. */
  doctorId: z.string(),
  doctorName: z.string().nullable(),
});
export type MailedVisit = z.output<typeof MailedVisit>;

/** The stored data of an email to a patient. */
export const AppointmentMail = z.object({
  kind: z.enum(["booked", "moved", "cancelled", "reminder", "offered"]),
  language: z.enum(mailLanguages),
  /** Missing in emails that earlier versions queued. */
  practiceId: PracticeId.optional(),
  practiceName: z.string(),
  /** The practice's contact details. */
  contact: z
    .object({ address: z.string(), phoneNumber: z.string(), email: z.string() })
    .partial()
    .default({}),
  timeZone: z.string(),
  /** When the email was queued. */
  at: z.string(),
  /** Several for a series, earliest first. */
  visits: z.array(MailedVisit).min(1),
  /** When the offered time expires. */
  heldUntil: z.string().nullable().default(null),
  /** The patient's link to the first visit. Null for a cancellation. */
  linkId: z.guid().nullable(),
});
export type AppointmentMail = z.output<typeof AppointmentMail>;
export type MailKind = AppointmentMail["kind"];
