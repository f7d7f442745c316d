import { templatesOf } from "@caretype/core/mechanisms/mail/mailer";
import {
  type KeptMail,
  type LinkMaker,
  type RenderedMail,
  renderMail as render,
} from "@caretype/core/mechanisms/mail/render-mail";
import { allModules } from "./modules.ts";

export const mailTemplates = templatesOf(allModules);

export const renderMail = (mail: KeptMail, maker: LinkMaker): RenderedMail =>
  render(mailTemplates, mail, maker);
