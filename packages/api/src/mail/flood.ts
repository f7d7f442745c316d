import { type Database, prepared, schema } from "@caretype/db";
import { and, eq, gt, sql } from "drizzle-orm";
import type { Mail } from "./mail.ts";

const { mail } = schema;

/** So many of a kind go to one address in an hour: whoever has an account in somebody's name can have no more sent. */
export const mostAnHour = 20;

const sentInTheHour = prepared(["to", "template"], (db) =>
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
    .limit(mostAnHour)
    .prepare("mails_in_the_hour"),
);

/** False for the one that would be too many. It is the audit that tells of what was done. */
export async function isUnderFlood(db: Database, { to, template }: Pick<Mail, "to" | "template">) {
  return (await sentInTheHour(db).execute({ to, template })).length < mostAnHour;
}
