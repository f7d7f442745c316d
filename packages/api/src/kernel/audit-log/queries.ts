import { type Database, prepared, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { AuditEntry } from "./entry.ts";
import { type EntryColumns, entryColumns } from "./entry-columns.ts";

const { auditEntry } = schema;

const eachOf = (name: keyof EntryColumns, type: "uuid" | "text") =>
  sql`unnest(${sql.placeholder(name)}::${sql.raw(type)}[])`;

/**
 * One statement for any number of entries, so that it is prepared once. Subjects are sent as texts, as nested arrays
 * cannot have different lengths. Columns are in the table's order. Arrays are unnested in the select list, as the
 * FROM clause would materialize each.
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

/** A rule or trigger discards entries, so the calls that they record must fail. */
class EntriesNotKept extends Error {
  override readonly name = "EntriesNotKept";

  constructor(written: number, kept: number) {
    super(`The database kept ${kept} of ${written} audit entries. Run \`caretype audit verify\`.`);
  }
}

/** Inserts entries in this order. Rejects if the database reports fewer rows. */
export async function appendEntries(db: Database, entries: readonly AuditEntry[]): Promise<void> {
  const { count } = await insertEntries(db).execute(entryColumns(entries));
  if (count === entries.length) return;
  // A cached plan from before the rule was dropped would still discard entries.
  await db.execute(sql`discard plans`);
  throw new EntriesNotKept(entries.length, count);
}
