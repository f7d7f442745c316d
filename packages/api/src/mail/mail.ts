import { z } from "zod";

const text = z.string();
const link = { linkId: z.guid() };
const greeted = { name: text };

/**
 * What each template takes. A link is named by its one-time token's id, and made when the mail is sent. Mails travel
 * through strangers' hands: of a patient there is the id, and nothing that somebody has written about one.
 */
export const mailData = {
  /** Of a registration that waits for it: the address is verified, and the account made. */
  confirmRegistration: z.object({ ...greeted, ...link }),
  /** Somebody has tried to register with an address that has an account. */
  registeredAlready: z.object(greeted),
  verifyEmail: z.object({ ...greeted, ...link }),
  resetPassword: z.object({ ...greeted, ...link }),
  passwordChanged: z.object(greeted),
  /** To the new address. */
  confirmEmailChange: z.object({ ...greeted, ...link }),
  /** To the address that it was. */
  emailChanged: z.object({ ...greeted, newEmail: text }),
  /** Log-ins are slowed down, because others have tried so often: the link lifts that. */
  unlock: z.object({ ...greeted, ...link }),
  invitation: z.object({ practiceName: text, invitedByName: text, role: text, ...link }),
  secondFactorChanged: z.object({
    ...greeted,
    change: z.enum(["added", "removed", "recovery codes made anew"]),
    method: text,
  }),
  /** An authenticator has counted its uses, and one was counted twice: there may be a copy of the passkey. */
  passkeyCopied: z.object({ ...greeted, passkeyName: text }),
  /** `until`: an instant. */
  breakGlass: z.object({ practiceName: text, staffName: text, patientId: text, until: text }),
};

export type MailTemplate = keyof typeof mailData;
export type MailTemplates = { [Template in MailTemplate]: z.output<(typeof mailData)[Template]> };

export type Mail = {
  [Template in MailTemplate]: {
    to: string;
    template: Template;
    data: MailTemplates[Template];
    /** After that it is of no use, and not sent any more. 0: it is written as others are, and never sent. */
    lifetimeSeconds: number;
  };
}[MailTemplate];
