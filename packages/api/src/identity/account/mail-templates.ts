import { z } from "zod";
import { type Content, quoted } from "../../mechanisms/mail/content.ts";
import { mailTemplate } from "../../mechanisms/mail/template.ts";
import { deriveUsername } from "./rules.ts";

/** A taken username has a suffix of random digits. */
const isDerived = (name: string, address: string) =>
  name === address || name.replace(/-[0-9a-f]{4,16}$/, "") === deriveUsername(address);

/** Omits a name that nobody gave: the address, or the username that is derived from it. */
function greetingOf(name: string, to: string): string {
  const called = isDerived(name, to) ? "" : quoted(name);
  return called === "" ? "Hello," : `Hello ${called},`;
}

const text = z.string();
const link = { linkId: z.guid() };
const Named = z.object({ name: text });
const WithLink = Named.extend(link);

/** A template that greets the account by its name. */
const greeted = <Data extends z.ZodType<{ name: string }>>(
  data: Data,
  write: (data: z.output<Data>) => Content,
) => mailTemplate(data, (stored, to) => ({ greeting: greetingOf(stored.name, to), ...write(stored) }));

const ifNotYou = "If this was not you, change your password at once and end all other sessions.";
const nothingToDo = "If this was not you, ignore this email. Nothing happens without the link.";

/** The emails to accounts. */
export const accountMails = {
  /** Confirms a pending registration: verifies the address and creates the account. */
  confirmRegistration: greeted(WithLink, ({ linkId }) => ({
    subject: "Confirm your registration",
    paragraphs: [
      "Somebody, probably you, has registered with this email address. Confirm it and choose the account's password:",
    ],
    link: { label: "Confirm registration", page: "confirm-registration", linkId },
    closing: [nothingToDo],
  })),
  /** Sent when somebody registers with the address of an existing account. */
  registeredAlready: greeted(Named, () => ({
    subject: "You already have an account",
    paragraphs: [
      "Somebody, probably you, has tried to register with this email address, which already has an account. Sign in to it. If you have forgotten the password, reset it on the sign-in page.",
    ],
    closing: ["If this was not you, ignore this email."],
  })),
  verifyEmail: greeted(WithLink, ({ linkId }) => ({
    subject: "Confirm your email address",
    paragraphs: ["Confirm that this email address is yours:"],
    link: { label: "Confirm address", page: "verify-email", linkId },
    closing: [nothingToDo],
  })),
  resetPassword: greeted(WithLink, ({ linkId }) => ({
    subject: "Choose a new password",
    paragraphs: ["Somebody, probably you, has requested a new password for your account. Choose it here:"],
    link: { label: "Choose new password", page: "reset-password", linkId },
    closing: [nothingToDo],
  })),
  passwordChanged: greeted(Named, () => ({
    subject: "Your password was changed",
    paragraphs: ["The password of your account was changed, and all other sessions were ended."],
    closing: ["If this was not you, reset your password at once, by “Forgot password” on the sign-in page."],
  })),
  /** Sent to the new address. */
  confirmEmailChange: greeted(WithLink, ({ linkId }) => ({
    subject: "Confirm your new email address",
    paragraphs: ["Confirm that your account should use this email address from now on:"],
    link: { label: "Confirm new address", page: "confirm-email", linkId },
    closing: [nothingToDo],
  })),
  /** Sent to the old address. */
  emailChanged: greeted(Named.extend({ newEmail: text }), ({ newEmail }) => ({
    subject: "Your email address was changed",
    paragraphs: [`Your account has a new email address: ${newEmail}. Emails are sent there from now on.`],
    closing: ["If this was not you, tell the operator of this service at once."],
  })),
  /** Sign-ins are delayed after many failures by others. The link lifts the delay. */
  unlock: greeted(WithLink, ({ linkId }) => ({
    subject: "Sign-ins to your account are delayed",
    paragraphs: [
      "Somebody has tried many wrong passwords for your account. All sign-ins are delayed now, including yours. To sign in, lift the delay here:",
    ],
    link: { label: "Lift the delay", page: "unlock", linkId },
    closing: ["If this was not you, somebody is trying to guess your password. Choose a long one."],
  })),
  invitation: mailTemplate(
    z.object({ practiceName: text, invitedByName: text, role: text, ...link }),
    ({ practiceName, invitedByName, role, linkId }) => ({
      subject: "You are invited to a practice",
      paragraphs: [
        `${quoted(invitedByName)} invites you to join the practice “${quoted(practiceName)}” as ${quoted(role)}.`,
      ],
      link: { label: "Accept invitation", page: "accept-invitation", linkId },
      closing: ["If you do not know them, ignore this email. Nothing happens without the link."],
    }),
  ),
  secondFactorChanged: greeted(
    Named.extend({ change: z.enum(["added", "removed", "recovery codes made anew"]), method: text }),
    ({ change, method }) => ({
      subject: "The second factor of your account was changed",
      paragraphs: [
        change === "recovery codes made anew"
          ? "The recovery codes of your account were replaced. The previous ones are no longer valid."
          : `A second factor of your account was ${change}: ${quoted(method)}.`,
      ],
      closing: [ifNotYou],
    }),
  ),
  /** A passkey's signature counter went back, so there may be a copy. */
  passkeyCopied: greeted(Named.extend({ passkeyName: text }), ({ passkeyName }) => ({
    subject: "There may be a copy of one of your passkeys",
    paragraphs: [
      `The passkey “${quoted(passkeyName)}” counts its uses, and its count did not increase. There may be a copy of it. The sign-in was refused.`,
    ],
    closing: ["Remove that passkey from your account and add a new one."],
  })),
};
