import { z } from "zod";
import type { Content } from "./content.ts";
import { type MailLanguage, mailLanguages } from "./languages.ts";

/** A kind of email. A feature declares its own, and the services register them by name. */
export type MailTemplate<Data extends z.ZodType<object> = z.ZodType<object>> = {
  /**
   * The data stored with an email until it is written. A link is stored as its token's id, and created when the email
   * is sent. Emails are not confidential, so they contain only a patient's id and nothing written about one.
   */
  data: Data;
  /** Maximum emails per address and hour. An account registered with a foreign address cannot flood it. */
  maxPerHour: number;
  /** Throws if data is missing, as another version of the server may have stored it. */
  write: (stored: unknown, to: string) => Content;
};

export const maxPerHour = 20;

/** Stored with an email, unless it is English. */
const Spoken = z.object({ language: z.enum(mailLanguages).default("en") });

/** The language of a stored email. */
export const languageOf = (stored: unknown): MailLanguage => Spoken.parse(stored).language;

export const mailTemplate = <Data extends z.ZodType<object>>(
  data: Data,
  write: (data: z.output<Data>, language: MailLanguage, to: string) => Content,
  most = maxPerHour,
): MailTemplate<Data> => ({
  data,
  maxPerHour: most,
  write: (stored, to) => write(data.parse(stored), languageOf(stored), to),
});

/**
 * The emails of all modules, by the names under which they are stored. Each module adds its own.
 * @public
 */
// biome-ignore lint/suspicious/noEmptyInterface: modules extend it.
export interface Mails {}

export type MailTemplates = Readonly<Record<string, MailTemplate>>;
export type DataOf<Template> = Template extends MailTemplate ? z.output<Template["data"]> : never;

export function templateOf(templates: MailTemplates, name: string): MailTemplate {
  const found = Object.hasOwn(templates, name) ? templates[name] : undefined;
  if (!found) throw new Error("Unknown email template.");
  return found;
}

export type AnyMail = {
  to: string;
  template: string;
  data: object;
  /** Expiry of the email. 0: stored like others, but never sent. */
  lifetimeSeconds: number;
};

export type Mail = {
  [Name in keyof Mails & string]: AnyMail & { template: Name; data: DataOf<Mails[Name]> };
}[keyof Mails & string];
