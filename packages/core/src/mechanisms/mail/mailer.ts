import { type Database, type DatabaseHandle, openJobQueue, prepared } from "@caretype/db";
import { mail } from "@caretype/db/schema";
import { and, eq, gt, sql } from "drizzle-orm";
import type { MailLanguage } from "./languages.ts";
import type { LinkTokens } from "./link-tokens.ts";
import { startMailing } from "./mailing.ts";
import { insertMail } from "./queries.ts";
import { type LinkMaker, type Render, renderMail } from "./render-mail.ts";
import type { IsAddressed, OnOutcome } from "./send-mail.ts";
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
    /** In which texts for the caller are written. */
    language: MailLanguage;
    /** The same services, whose texts are in a language of `Accept-Language`, and otherwise in English. */
    inLanguageOf(acceptLanguage: string | undefined): Services;
  }
}

export type MailService = Mailer & {
  /** The same, for emails in another language than English. */
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
  /** All emails that can be sent. */
  templates: MailTemplates;
  isShown: (template: string) => boolean;
  maker: LinkMaker;
  isAddressed: IsAddressed;
  onOutcome: OnOutcome;
  onFailure: (error: unknown) => void;
};

/** How long an unclaimed job is kept after the email's expiry. */
const spareSeconds = 3_600;

/** A single address with no characters that could add others or end the header. */
const address = /^[^\s\p{C}<>(),:;"[\]\\@]+@[^\s\p{C}<>(),:;"[\]\\@]+$/u;

/** Whether an email can be sent to an address. Imported ones may be anything. */
export const isMailable = (to: string): boolean => address.test(to);

export function createMailer({
  database,
  settings,
  templates,
  isShown,
  maker,
  isAddressed,
  onOutcome,
  onFailure,
}: Making): MailService {
  const queue = openJobQueue(database, "mail");
  const render: Render = (mail) => renderMail(templates, mail, maker);
  let mailing: ReturnType<typeof startMailing> | undefined;
  const inLanguage = (language: MailLanguage): Mailer => ({
    canSend: Boolean(settings?.smtpUrl),
    async send(tx, mail: AnyMail) {
      if (!isMailable(mail.to)) throw new TypeError("The recipient must be one plain address.");
      const { mostAnHour } = templateOf(templates, mail.template);
      if (!(await isBelowMailLimit(tx, mail, mostAnHour))) return null;
      const id = await insertMail(tx, mail, language);
      await queue.add(tx, { id, keepSeconds: mail.lifetimeSeconds + spareSeconds });
      return id;
    },
  });
  return {
    ...inLanguage("en"),
    inLanguage,
    start() {
      if (settings)
        mailing ??= startMailing({
          database,
          queue,
          settings,
          render,
          isShown,
          isAddressed,
          onOutcome,
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
