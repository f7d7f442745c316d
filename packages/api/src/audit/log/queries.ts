import { type Database, prepared, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { AuditEntry } from "./entry.ts";
import { type EntryColumns, entryColumns } from "./entry-columns.ts";

const { auditEntry } = schema;

const eachOf = (name: keyof EntryColumns, type: "uuid" | "text") =>
  sql`unnest(${sql.placeholder(name)}::${sql.raw(type)}[])`;

/**
 * One statement for any number of entries, so that it is prepared once. Lists of subjects are of any lengths, which
 * PostgreSQL's arrays cannot be, so each travels as a text. In the order of the table's columns. The arrays are taken
 * apart side by side in the select list; in a FROM each would be stored first.
 */
const insertEntries = prepared(
  [
    "practiceIds",
    "ids",
    "accountIds",
    "sessionIds",
    "actions",
    "outcomes",
    "bases",
    "subjects",
    "addresses",
    "requestIds",
    "clientRequestIds",
  ],
  (db) =>
    db
      .insert(auditEntry)
      .select(sql`
      select ${eachOf("practiceIds", "uuid")}, now(), ${eachOf("ids", "uuid")}, ${eachOf("accountIds", "uuid")},
        ${eachOf("sessionIds", "uuid")}, ${eachOf("actions", "text")}, ${eachOf("outcomes", "text")},
        ${eachOf("bases", "text")}, ${eachOf("subjects", "text")}::uuid[], ${eachOf("addresses", "text")},
        ${eachOf("requestIds", "text")}, ${eachOf("clientRequestIds", "text")}`)
      .prepare("audit_append"),
);

/** Somebody has made a rule or a trigger that takes entries away: what they are about must not happen unseen. */
class EntriesNotKept extends Error {
  override readonly name = "EntriesNotKept";

  constructor(written: number, kept: number) {
    super(`Of ${written} entries of the audit the database has kept ${kept}: run \`caretype audit verify\`.`);
  }
}

/** Writes entries, in this order. Rejects when the database does not say that it has as many. */
export async function appendEntries(db: Database, entries: readonly AuditEntry[]): Promise<void> {
  const { count } = await insertEntries(db).execute(entryColumns(entries));
  if (count === entries.length) return;
  // A statement that a rule has made nothing of would stay nothing once the rule is gone.
  await db.execute(sql`discard plans`);
  throw new EntriesNotKept(entries.length, count);
}
