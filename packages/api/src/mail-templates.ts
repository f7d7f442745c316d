import {
  type KeptMail,
  type LinkMaker,
  type RenderedMail,
  renderMail as render,
} from "@caretype/core/mechanisms/mail/render-mail";
import type { MailTemplates } from "@caretype/core/mechanisms/mail/template";
import { allModules } from "./modules.ts";

/** Also those of modules that a start leaves out, as some may wait in the database. */
export const mailTemplates: MailTemplates = Object.assign(
  {},
  ...allModules.map((module) => ("mails" in module ? module.mails() : {})),
);

export const renderMail = (mail: KeptMail, maker: LinkMaker): RenderedMail =>
  render(mailTemplates, mail, maker);
