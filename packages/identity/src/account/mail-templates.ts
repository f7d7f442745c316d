import { roles } from "@caretype/core/kernel/permissions/permissions";
import { type Content, type Link, quoted } from "@caretype/core/mechanisms/mail/content";
import { mailTemplate } from "@caretype/core/mechanisms/mail/template";
import { z } from "zod";
import { deriveUsername } from "./rules.ts";
import { accountTexts, factorChanges, factorMethods } from "./texts.ts";

/** A taken username has a suffix of random digits. */
const isDerived = (name: string, address: string) =>
  name === address || name.replace(/-[0-9a-f]{4,16}$/, "") === deriveUsername(address);

/** Null for a derived name: the address, or the username derived from it. */
const calledName = (name: string, to: string): string | null =>
  (isDerived(name, to) ? "" : quoted(name)) || null;

const text = z.string();
const link = { linkId: z.guid() };
const Named = z.object({ name: text });

type Message = { subject: string; text: string; closing?: string };

const contentOf = ({ subject, text: paragraph, closing }: Message): Content => ({
  subject,
  paragraphs: [paragraph],
  ...(closing !== undefined && { closing: [closing] }),
});

/** A template with a greeting by name. */
const greeted = <Data extends z.ZodType<{ name: string }>>(
  data: Data,
  write: (data: z.output<Data>, texts: (typeof accountTexts)["en"]) => Content,
) =>
  mailTemplate(data, (stored, language, to) => ({
    greeted: calledName(stored.name, to),
    ...write(stored, accountTexts[language]),
  }));

/** With a link to the page. */
const linking = (
  message: "confirmRegistration" | "verifyEmail" | "resetPassword" | "confirmEmailChange" | "unlock",
  page: Link["page"],
) =>
  greeted(Named.extend(link), ({ linkId }, { [message]: texts }) => ({
    ...contentOf(texts),
    link: { label: texts.label, page, linkId },
  }));

/** The emails to accounts. */
export const accountMails = {
  /** Confirms a pending registration: verifies the address and creates the account. */
  confirmRegistration: linking("confirmRegistration", "confirm-registration"),
  /** Sent when someone registers with the address of an existing account. */
  registeredAlready: greeted(Named, (_, texts) => contentOf(texts.registeredAlready)),
  verifyEmail: linking("verifyEmail", "verify-email"),
  resetPassword: linking("resetPassword", "reset-password"),
  passwordChanged: greeted(Named, (_, texts) => contentOf(texts.passwordChanged)),
  /** Sent to the new address. */
  confirmEmailChange: linking("confirmEmailChange", "confirm-email"),
  /** Sent to the old address. */
  emailChanged: greeted(Named.extend({ newEmail: text }), ({ newEmail }, texts) =>
    contentOf(texts.emailChanged(newEmail)),
  ),
  /** Sign-ins are delayed after many failures by others. The link lifts the delay. */
  unlock: linking("unlock", "unlock"),
  invitation: mailTemplate(
    z.object({ practiceName: text, invitedByName: text, role: z.enum(roles), ...link }),
    ({ practiceName, invitedByName, role, linkId }, language) => {
      const names = { practice: quoted(practiceName), invitedBy: quoted(invitedByName), role };
      const texts = accountTexts[language].invitation(names);
      return { ...contentOf(texts), link: { label: texts.label, page: "accept-invitation", linkId } };
    },
  ),
  secondFactorChanged: greeted(
    Named.extend({ change: z.enum(factorChanges), method: z.enum(factorMethods) }),
    ({ change, method }, texts) => contentOf(texts.secondFactorChanged(change, method)),
  ),
  /** A passkey's signature counter went back, so there may be a copy. */
  passkeyCopied: greeted(Named.extend({ passkeyName: text }), ({ passkeyName }, texts) =>
    contentOf(texts.passkeyCopied(quoted(passkeyName))),
  ),
};

type Own = typeof accountMails;

declare module "@caretype/core/mechanisms/mail/template" {
  interface Mails extends Own {}
}
