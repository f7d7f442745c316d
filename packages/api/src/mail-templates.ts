import { accountMails } from "./identity/account/mail-templates.ts";
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
