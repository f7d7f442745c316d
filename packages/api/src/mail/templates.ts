import type { z } from "zod";
import type { Content } from "./content.ts";
import { quoted } from "./content.ts";
import { instantText } from "./instant-text.ts";
import { type MailTemplate, mailData } from "./mail.ts";

/** What is kept of a mail is read by the template's schema: another version of this server may have written it. */
const template =
  <Schema extends z.ZodType>(schema: Schema, write: (data: z.output<Schema>) => Content) =>
  (data: unknown): Content =>
    write(schema.parse(data));

const ifNotYou = "If that was not you, change your password at once, and end all other sessions.";
const nothingToDo = "If that was not you, there is nothing to do: without the link, nothing happens.";

export const templates: Record<MailTemplate, (data: unknown) => Content> = {
  confirmRegistration: template(mailData.confirmRegistration, ({ name, linkId }) => ({
    subject: "Confirm your registration",
    name,
    paragraphs: [
      "Somebody, probably you, has registered with this e-mail address. Confirm it, and choose the password of the account:",
    ],
    link: { label: "Confirm the registration", page: "confirm-registration", linkId },
    closing: [nothingToDo],
  })),
  registeredAlready: template(mailData.registeredAlready, ({ name }) => ({
    subject: "You already have an account",
    name,
    paragraphs: [
      "Somebody, probably you, has tried to register with this e-mail address. It has an account already: log in with it, and if you have forgotten the password, ask for a new one where you log in.",
    ],
    closing: ["If that was not you, there is nothing to do."],
  })),
  verifyEmail: template(mailData.verifyEmail, ({ name, linkId }) => ({
    subject: "Confirm your e-mail address",
    name,
    paragraphs: ["Confirm that this e-mail address is yours:"],
    link: { label: "Confirm the address", page: "verify-email", linkId },
    closing: [nothingToDo],
  })),
  resetPassword: template(mailData.resetPassword, ({ name, linkId }) => ({
    subject: "Choose a new password",
    name,
    paragraphs: ["Somebody, probably you, has asked for a new password for your account. Choose it here:"],
    link: { label: "Choose a new password", page: "reset-password", linkId },
    closing: [nothingToDo],
  })),
  passwordChanged: template(mailData.passwordChanged, ({ name }) => ({
    subject: "Your password was changed",
    name,
    paragraphs: ["The password of your account was changed, and all other sessions were ended."],
    closing: ["If that was not you, ask for a new password at once: where you log in, by “forgotten”."],
  })),
  confirmEmailChange: template(mailData.confirmEmailChange, ({ name, linkId }) => ({
    subject: "Confirm your new e-mail address",
    name,
    paragraphs: ["Confirm that your account is to have this e-mail address from now on:"],
    link: { label: "Confirm the new address", page: "confirm-email", linkId },
    closing: [nothingToDo],
  })),
  emailChanged: template(mailData.emailChanged, ({ name, newEmail }) => ({
    subject: "Your e-mail address was changed",
    name,
    paragraphs: [
      `Your account has a new e-mail address: ${newEmail}. From now on, mails go there, and none comes here any more.`,
    ],
    closing: ["If that was not you, tell whoever runs this service at once."],
  })),
  unlock: template(mailData.unlock, ({ name, linkId }) => ({
    subject: "Log-ins to your account are slowed down",
    name,
    paragraphs: [
      "Somebody has tried many passwords for your account, and none was right. Log-ins have to wait now, yours too. If you want to log in, lift that here:",
    ],
    link: { label: "Lift the wait", page: "unlock", linkId },
    closing: ["If that was not you, somebody else tries to guess your password: choose a long one."],
  })),
  invitation: template(mailData.invitation, ({ practiceName, invitedByName, role, linkId }) => ({
    subject: "You are invited to a practice",
    paragraphs: [
      `${quoted(invitedByName)} invites you to work in the practice “${quoted(practiceName)}”, as ${quoted(role)}.`,
    ],
    link: { label: "Accept the invitation", page: "accept-invitation", linkId },
    closing: ["If you do not know them, there is nothing to do: without the link, nothing happens."],
  })),
  secondFactorChanged: template(mailData.secondFactorChanged, ({ name, change, method }) => ({
    subject: "The second factor of your account was changed",
    name,
    paragraphs: [
      change === "recovery codes made anew"
        ? "The recovery codes of your account were made anew. Those before are not good any more."
        : `A second factor of your account was ${change}: ${quoted(method)}.`,
    ],
    closing: [ifNotYou],
  })),
  passkeyCopied: template(mailData.passkeyCopied, ({ name, passkeyName }) => ({
    subject: "There may be a copy of one of your passkeys",
    name,
    paragraphs: [
      `The passkey “${quoted(passkeyName)}” counts how often it was used, and what it said did not go with what we know: there may be a copy of it. It was not let in.`,
    ],
    closing: ["Remove that passkey from your account, and add a new one."],
  })),
  breakGlass: template(mailData.breakGlass, ({ practiceName, staffName, patientId, until }) => ({
    subject: "A staff account has opened a patient's record",
    paragraphs: [
      `${quoted(staffName)}, of the staff, has opened a record of the practice “${quoted(practiceName)}” in an emergency, and may read it until ${instantText(until)}.`,
      `It is the patient ${patientId}. Why, and what was looked at, is in your practice's audit.`,
    ],
  })),
};
