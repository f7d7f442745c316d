import { z } from "zod";
import { AppointmentMail } from "../../scheduling/appointment-mail/schema.ts";

const text = z.string();
const link = { linkId: z.guid() };
const greeted = { name: text };

/**
 * The data of each template. A link is given as its token's id, and created when the email is sent. Emails are not
 * confidential, so they contain only a patient's id and nothing written about one. The patient's own email has the
 * times and doctors of visits.
 */
export const mailData = {
  /** Confirms a pending registration: verifies the address and creates the account. */
  confirmRegistration: z.object({ ...greeted, ...link }),
  /** Sent when somebody registers with the address of an existing account. */
  registeredAlready: z.object(greeted),
  verifyEmail: z.object({ ...greeted, ...link }),
  resetPassword: z.object({ ...greeted, ...link }),
  passwordChanged: z.object(greeted),
  /** Sent to the new address. */
  confirmEmailChange: z.object({ ...greeted, ...link }),
  /** Sent to the old address. */
  emailChanged: z.object({ ...greeted, newEmail: text }),
  /** Sign-ins are delayed after many failures by others. The link lifts the delay. */
  unlock: z.object({ ...greeted, ...link }),
  invitation: z.object({ practiceName: text, invitedByName: text, role: text, ...link }),
  secondFactorChanged: z.object({
    ...greeted,
    change: z.enum(["added", "removed", "recovery codes made anew"]),
    method: text,
  }),
  /** A passkey's signature counter went back, so there may be a copy. */
  passkeyCopied: z.object({ ...greeted, passkeyName: text }),
  /** `until`: an instant. */
  breakGlass: z.object({
    practiceName: text,
    staffName: text,
    patientId: text,
    until: text,
    /** Default: mails that were queued before members could open restricted records. */
    isRestricted: z.boolean().default(false),
  }),
  /** To a patient, about one appointment or those of a series. */
  appointment: AppointmentMail,
};

export type MailTemplate = keyof typeof mailData;
export type MailTemplates = { [Template in MailTemplate]: z.output<(typeof mailData)[Template]> };

export type Mail = {
  [Template in MailTemplate]: {
    to: string;
    template: Template;
    data: MailTemplates[Template];
    /** After this, the email is no longer sent. 0: stored like others, but never sent. */
    lifetimeSeconds: number;
  };
}[MailTemplate];
