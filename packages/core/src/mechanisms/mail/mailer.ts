import { type Database, type DatabaseHandle, openJobQueue, prepared } from "@caretype/db";
import { mail } from "@caretype/db/schema";
import { and, eq, gt, sql } from "drizzle-orm";
import type { Module } from "../../kernel/module/module.ts";
import type { Services } from "../../kernel/procedure/services.ts";
import type { MailLanguage } from "./languages.ts";
import type { LinkTokens } from "./link-tokens.ts";
import { startMailing } from "./mailing.ts";
import { insertMail } from "./queries.ts";
import { type KeptMail, type LinkMaker, type Render, renderMail } from "./render-mail.ts";
import type { OnOutcome } from "./send-mail.ts";
import type { MailSettings } from "./settings.ts";
import { type AnyMail, type Mail, type MailTemplates, templateOf } from "./template.ts";

/** An interface, so that an editor resolves the templates only where an email is sent. */
export interface Mailer {
  /** Whether this server can send emails. If not, they wait in the database. */
  readonly canSend: boolean;
  /**
   * Queues an email in the caller's transaction. After the commit, delivery is retried until it is accepted, permanently
   * refused, or expired. Resolves to its id, or null if too many emails of the template were sent to the address within
   * the hour.
   */
  send(tx: Database, mail: Mail): Promise<string | null>;
}

declare module "../../kernel/procedure/services.ts" {
  interface Services {
    /** Creates link tokens and recognizes them by their hashes. */
    linkTokens: LinkTokens;
    mailer: Mailer;
    /** Base URL of links in emails, without a trailing slash. */
    appUrl: string;
    /** The language of texts for the caller. */
    language: MailLanguage;
    /** The same services with texts in the language of `Accept-Language`, or in English. */
    inLanguageOf(acceptLanguage: string | undefined): Services;
  }

  interface ServiceSettings {
    /** Where links in emails lead. Default: a server on this machine. */
    appUrl?: string | null;
    mail?: MailSettings;
  }
}

declare module "../../kernel/hooks.ts" {
  interface ModuleHooks {
    /** Returns templates by name. Without a signature, as an editor would resolve what it returns. */
    mails?: object;
    /** Whether logs may show its emails, because they concern no patient. */
    showsMails?: true;
    /** Whether an email's address is still right. If not, the email was withdrawn in the same transaction. */
    isAddressed?(tx: Database, mail: KeptMail, services: MailingServices): Promise<boolean>;
    /** Keeps an email's outcome. Called in the transaction that records it. */
    recordOutcome?: OnOutcome;
  }
}

export type MailingServices = Pick<Services, "mailer" | "linkTokens">;

/** Templates of all modules, also of those not started: their emails may wait in the database. */
export const templatesOf = (modules: readonly Module[]): MailTemplates =>
  Object.assign({}, ...modules.map(({ mails }) => (typeof mails === "function" ? mails() : {})));

export type MailService = Mailer & {
  /** The same for emails in another language than English. */
  inLanguage(language: MailLanguage): Mailer;
  /** Starts sending in the background, until `close`. Does nothing without settings. */
  start(): void;
  /** Maintains the emails now, if started. */
  maintain(): Promise<void>;
  /** Waits some seconds for running deliveries. */
  close(): Promise<void>;
};

type Making = {
  database: Pick<DatabaseHandle, "reader" | "transaction" | "listen">;
  settings: MailSettings | undefined;
  modules: readonly Module[];
  maker: LinkMaker;
  linkTokens: LinkTokens;
  onFailure: (error: unknown) => void;
};

/** How long an unclaimed job is kept after the email's expiry. */
const spareSeconds = 3_600;

/** A single address with no characters that could add others or end the header. */
const address = /^[^\s\p{C}<>(),:;"[\]\\@]+@[^\s\p{C}<>(),:;"[\]\\@]+$/u;

/** Whether an email can be sent to an address. Imported addresses are unchecked. */
export const isMailable = (to: string): boolean => address.test(to);

export function createMailer({
  database,
  settings,
  modules,
  maker,
  linkTokens,
  onFailure,
}: Making): MailService {
  const queue = openJobQueue(database, "mail");
  const templates = templatesOf(modules);
  const shown = templatesOf(modules.filter(({ showsMails }) => showsMails));
  const render: Render = (mail) => renderMail(templates, mail, maker);
  let mailing: ReturnType<typeof startMailing> | undefined;
  const inLanguage = (language: MailLanguage): Mailer => ({
    canSend: Boolean(settings?.smtpUrl),
    async send(tx, mail: AnyMail) {
      if (!isMailable(mail.to)) throw new TypeError("The recipient must be one plain address.");
      const { maxPerHour } = templateOf(templates, mail.template);
      if (!(await isBelowMailLimit(tx, mail, maxPerHour))) return null;
      const id = await insertMail(tx, mail, language);
      await queue.add(tx, { id, keepSeconds: mail.lifetimeSeconds + spareSeconds });
      return id;
    },
  });
  const english = inLanguage("en");
  return {
    ...english,
    inLanguage,
    start() {
      if (settings)
        mailing ??= startMailing({
          database,
          queue,
          settings,
          render,
          isShown: (template) => Object.hasOwn(shown, template),
          async isAddressed(tx, mail) {
            for (const { isAddressed } of modules)
              if ((await isAddressed?.(tx, mail, { mailer: english, linkTokens })) === false) return false;
            return true;
          },
          async onOutcome(tx, mail, outcome) {
            for (const { recordOutcome } of modules) await recordOutcome?.(tx, mail, outcome);
          },
          onFailure,
        });
    },
    maintain: async () => mailing?.maintain(),
    close: async () => mailing?.stop(),
  };
}

const sentInTheHour = prepared(["to", "template", "most"], (db) =>
  db
    .select({ id: mail.id })
    .from(mail)
    .where(
      and(
        eq(sql`lower(${mail.recipient})`, sql`lower(${sql.placeholder("to")})`),
        gt(mail.createdAt, sql`now() - interval '1 hour'`),
        eq(mail.template, sql.placeholder("template")),
      ),
    )
    .limit(sql.placeholder("most")),
);

/** False if the limit is reached. The action itself is still recorded in the audit. */
async function isBelowMailLimit(
  db: Database,
  { to, template }: Pick<AnyMail, "to" | "template">,
  most: number,
): Promise<boolean> {
  return (await sentInTheHour(db).execute({ to, template, most })).length < most;
}
