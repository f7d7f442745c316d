import { type Database, prepared, schema } from "@caretype/db";
import { and, eq, gt, sql } from "drizzle-orm";
import type { Mail } from "./template.ts";

const { mail } = schema;

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
    .limit(sql.placeholder("most"))
    .prepare("mails_in_the_hour"),
);

/** False if the limit is reached. The action itself is still recorded in the audit. */
export async function isBelowMailLimit(
  db: Database,
  { to, template }: Pick<Mail, "to" | "template">,
  most: number,
): Promise<boolean> {
  return (await sentInTheHour(db).execute({ to, template, most })).length < most;
}
