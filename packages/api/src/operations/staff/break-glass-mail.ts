import { z } from "zod";
import { instantText, quoted } from "../../mechanisms/mail/content.ts";
import { mailTemplate } from "../../mechanisms/mail/template.ts";

const text = z.string();

export const breakGlassMail = mailTemplate(
  z.object({
    practiceName: text,
    staffName: text,
    patientId: text,
    /** An instant. */
    until: text,
    /** Default: mails that were queued before members could open restricted records. */
    isRestricted: z.boolean().default(false),
  }),
  ({ practiceName, staffName, patientId, until, isRestricted }) => ({
    subject: isRestricted
      ? "A member has opened restricted records"
      : "A staff account has opened a patient's record",
    paragraphs: [
      isRestricted
        ? `${quoted(staffName)} has opened a patient's restricted records in the practice “${quoted(practiceName)}”, and may read them until ${instantText(until)}.`
        : `The staff member ${quoted(staffName)} has opened a record of the practice “${quoted(practiceName)}” in an emergency, and may read it until ${instantText(until)}.`,
      `The patient is ${patientId}. Your practice's audit has the reason and all access.`,
    ],
  }),
);
