import { accountMails } from "./identity/account/mail-templates.ts";
import type { MailLanguage } from "./mechanisms/mail/languages.ts";
import type { Mailer } from "./mechanisms/mail/mailer.ts";
import {
  type KeptMail,
  type LinkMaker,
  type RenderedMail,
  renderMail as render,
} from "./mechanisms/mail/render-mail.ts";
import { breakGlassMail } from "./operations/staff/break-glass-mail.ts";
import { appointmentMail } from "./scheduling/appointment-mail/content.ts";

/** All emails, by the names under which they are stored. */
export const mailTemplates = { ...accountMails, breakGlass: breakGlassMail, appointment: appointmentMail };
export type MailTemplates = typeof mailTemplates;

/** All others concern patients, so no log shows them. */
export const isAccountMail = (template: string): boolean => Object.hasOwn(accountMails, template);

export const renderMail = (mail: KeptMail, maker: LinkMaker): RenderedMail =>
  render(mailTemplates, mail, maker);

/** An interface, so that an editor resolves the templates only where an email is sent. */
interface TemplateMailer extends Mailer<MailTemplates> {}

declare module "./kernel/procedure/services.ts" {
  interface Services {
    mailer: TemplateMailer;
    /** In which texts for the caller are written. */
    language: MailLanguage;
    /** The same services, whose texts are in a language of `Accept-Language`, and otherwise in English. */
    inLanguageOf(acceptLanguage: string | undefined): Services;
  }
}
