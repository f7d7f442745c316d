import type { z } from "zod";
import { appointmentContent } from "../../scheduling/appointment-mail/content.ts";
import type { Content } from "./content.ts";
import { quoted } from "./content.ts";
import { instantText } from "./instant-text.ts";
import { type MailTemplate, mailData } from "./mail.ts";

/** Parses stored data with the template's schema, as another version of this server may have written it. */
const template =
  <Schema extends z.ZodType>(schema: Schema, write: (data: z.output<Schema>) => Content) =>
  (data: unknown): Content =>
    write(schema.parse(data));

const ifNotYou = "If this was not you, change your password at once and end all other sessions.";
const nothingToDo = "If this was not you, ignore this email. Nothing happens without the link.";

export const templates: Record<MailTemplate, (data: unknown) => Content> = {
  confirmRegistration: template(mailData.confirmRegistration, ({ name, linkId }) => ({
    subject: "Confirm your registration",
    name,
    paragraphs: [
      "Somebody, probably you, has registered with this email address. Confirm it and choose the account's password:",
    ],
    link: { label: "Confirm registration", page: "confirm-registration", linkId },
    closing: [nothingToDo],
  })),
  registeredAlready: template(mailData.registeredAlready, ({ name }) => ({
    subject: "You already have an account",
    name,
    paragraphs: [
      "Somebody, probably you, has tried to register with this email address, which already has an account. Sign in to it. If you have forgotten the password, reset it on the sign-in page.",
    ],
    closing: ["If this was not you, ignore this email."],
  })),
  verifyEmail: template(mailData.verifyEmail, ({ name, linkId }) => ({
    subject: "Confirm your email address",
    name,
    paragraphs: ["Confirm that this email address is yours:"],
    link: { label: "Confirm address", page: "verify-email", linkId },
    closing: [nothingToDo],
  })),
  resetPassword: template(mailData.resetPassword, ({ name, linkId }) => ({
    subject: "Choose a new password",
    name,
    paragraphs: ["Somebody, probably you, has requested a new password for your account. Choose it here:"],
    link: { label: "Choose new password", page: "reset-password", linkId },
    closing: [nothingToDo],
  })),
  passwordChanged: template(mailData.passwordChanged, ({ name }) => ({
    subject: "Your password was changed",
    name,
    paragraphs: ["The password of your account was changed, and all other sessions were ended."],
    closing: ["If this was not you, reset your password at once, by “Forgot password” on the sign-in page."],
  })),
  confirmEmailChange: template(mailData.confirmEmailChange, ({ name, linkId }) => ({
    subject: "Confirm your new email address",
    name,
    paragraphs: ["Confirm that your account should use this email address from now on:"],
    link: { label: "Confirm new address", page: "confirm-email", linkId },
    closing: [nothingToDo],
  })),
  emailChanged: template(mailData.emailChanged, ({ name, newEmail }) => ({
    subject: "Your email address was changed",
    name,
    paragraphs: [`Your account has a new email address: ${newEmail}. Emails are sent there from now on.`],
    closing: ["If this was not you, tell the operator of this service at once."],
  })),
  unlock: template(mailData.unlock, ({ name, linkId }) => ({
    subject: "Sign-ins to your account are delayed",
    name,
    paragraphs: [
      "Somebody has tried many wrong passwords for your account. All sign-ins are delayed now, including yours. To sign in, lift the delay here:",
    ],
    link: { label: "Lift the delay", page: "unlock", linkId },
    closing: ["If this was not you, somebody is trying to guess your password. Choose a long one."],
  })),
  invitation: template(mailData.invitation, ({ practiceName, invitedByName, role, linkId }) => ({
    subject: "You are invited to a practice",
    paragraphs: [
      `${quoted(invitedByName)} invites you to join the practice “${quoted(practiceName)}” as ${quoted(role)}.`,
    ],
    link: { label: "Accept invitation", page: "accept-invitation", linkId },
    closing: ["If you do not know them, ignore this email. Nothing happens without the link."],
  })),
  secondFactorChanged: template(mailData.secondFactorChanged, ({ name, change, method }) => ({
    subject: "The second factor of your account was changed",
    name,
    paragraphs: [
      change === "recovery codes made anew"
        ? "The recovery codes of your account were replaced. The previous ones are no longer valid."
        : `A second factor of your account was ${change}: ${quoted(method)}.`,
    ],
    closing: [ifNotYou],
  })),
  passkeyCopied: template(mailData.passkeyCopied, ({ name, passkeyName }) => ({
    subject: "There may be a copy of one of your passkeys",
    name,
    paragraphs: [
      `The passkey “${quoted(passkeyName)}” counts its uses, and its count did not increase. There may be a copy of it. The sign-in was refused.`,
    ],
    closing: ["Remove that passkey from your account and add a new one."],
  })),
  breakGlass: template(
    mailData.breakGlass,
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
  ),
  appointment: template(mailData.appointment, appointmentContent),
};
