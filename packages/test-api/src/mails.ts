import type { Services } from "@caretype/core/kernel/procedure/services";
import type { DataOf, Mails } from "@caretype/core/mechanisms/mail/template";
import { type DatabaseHandle, schema } from "@caretype/db";
import { and, desc, eq, gt, sql } from "drizzle-orm";

type MailTemplate = keyof Mails;

export type TestMail<Template extends MailTemplate = MailTemplate> = {
  id: string;
  template: Template;
  data: DataOf<Mails[Template]>;
  /** The token of its link, or an empty string. */
  token: string;
  sentAt: string | null;
};

type Api = { database: DatabaseHandle; services: Pick<Services, "linkTokens"> };

/** Returns all emails to an address, sent or queued, newest first. */
export async function mailsTo({ database, services }: Api, email: string): Promise<TestMail[]> {
  const { id, template, data, sentAt, recipient, createdAt, expiresAt } = schema.mail;
  const rows = await database.reader
    .select({ id, template, data, sentAt })
    .from(schema.mail)
    // An email that was already expired when written is never sent.
    .where(and(eq(sql`lower(${recipient})`, email.toLowerCase()), gt(expiresAt, createdAt)))
    .orderBy(desc(id));
  return rows.map((row) => {
    const linkId =
      typeof row.data === "object" && row.data !== null && "linkId" in row.data ? row.data.linkId : null;
    // Cast: the test wrote the data itself, by `mailer.send`.
    return {
      ...(row as TestMail),
      token: typeof linkId === "string" ? services.linkTokens.tokenOf(linkId) : "",
    };
  });
}

/** Returns the newest email to an address, optionally of a template. Throws if there is none. */
export async function newestMail<Template extends MailTemplate>(
  api: Api,
  email: string,
  template?: Template,
): Promise<TestMail<Template>> {
  const mails = await mailsTo(api, email);
  const found = mails.find(
    (mail): mail is TestMail<Template> => template === undefined || mail.template === template,
  );
  if (!found) {
    throw new Error(
      `no ${template ?? "mail"} to ${email}, but ${mails.map((mail) => mail.template).join(", ") || "nothing"}`,
    );
  }
  return found;
}
