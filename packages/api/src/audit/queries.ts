import { type Database, prepared, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { AuditEntry } from "./entry.ts";
import { newEntryId } from "./entry-id.ts";

const { auditEntry } = schema;

/** In place of a practice, where there is none. */
export const noPractice = "00000000-0000-0000-0000-000000000000";

const column = (name: keyof EntryColumns, type: string) => sql`${sql.placeholder(name)}::${sql.raw(type)}[]`;

/**
 * One statement for any number of entries, so that it is prepared once. Lists of subjects are of any lengths, which
 * PostgreSQL's arrays cannot be, so each travels as a text. In the order of the table's columns.
 */
const insertEntries = prepared((db) =>
  db
    .insert(auditEntry)
    .select(sql`
      select practice_id, now(), id, account_id, session_id, action, outcome, basis, subject_ids::uuid[],
        address, request_id
      from unnest(
        ${column("practiceIds", "uuid")}, ${column("ids", "uuid")}, ${column("accountIds", "uuid")},
        ${column("sessionIds", "uuid")}, ${column("actions", "text")}, ${column("outcomes", "text")},
        ${column("bases", "text")}, ${column("subjects", "text")}, ${column("addresses", "text")},
        ${column("requestIds", "text")}
      ) as entry (
        practice_id, id, account_id, session_id, action, outcome, basis, subject_ids, address, request_id
      )`)
    .prepare("audit_append"),
);

type EntryColumns = Record<
  | "practiceIds"
  | "ids"
  | "accountIds"
  | "sessionIds"
  | "actions"
  | "outcomes"
  | "bases"
  | "subjects"
  | "addresses"
  | "requestIds",
  unknown
>;

/** Writes entries, in this order. */
export async function appendEntries(db: Database, entries: readonly AuditEntry[]): Promise<void> {
  await insertEntries(db).execute(columnsOf(entries));
}

/** An array as PostgreSQL reads it; what is in it has no need of quotes. */
const array = (ids: readonly (string | null)[]) => `{${ids.map((id) => id ?? "NULL").join(",")}}`;

const columnsOf = (entries: readonly AuditEntry[]): EntryColumns => ({
  practiceIds: array(entries.map(({ practiceId }) => practiceId ?? noPractice)),
  ids: array(entries.map(newEntryId)),
  accountIds: array(entries.map(({ accountId }) => accountId)),
  sessionIds: array(entries.map(({ sessionId }) => sessionId)),
  actions: entries.map(({ action }) => action),
  outcomes: array(entries.map(({ outcome }) => outcome)),
  bases: entries.map(({ basis }) => basis),
  subjects: entries.map(({ subjects }) => (subjects.size === 0 ? null : array([...subjects]))),
  addresses: entries.map(({ address }) => address),
  requestIds: entries.map(({ requestId }) => requestId),
});
