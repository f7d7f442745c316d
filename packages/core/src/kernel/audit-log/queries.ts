import { type Database, prepared } from "@caretype/db";
import { auditEntry } from "@caretype/db/schema";
import { type SQL, sql } from "drizzle-orm";
import { newId } from "../field/new-id.ts";
import { noPractice } from "../field/no-practice.ts";
import type { AuditEntry } from "./entry.ts";

/** Entries as columns. Each column is an array literal of PostgreSQL. */
const columnNames = [
  ...(["practiceIds", "ids", "accountIds", "sessionIds", "actions", "outcomes"] as const),
  ...(["bases", "subjects", "addresses", "requestIds", "clientRequestIds"] as const),
];
type EntryColumns = Record<(typeof columnNames)[number], string>;

/** One pass without intermediate lists: all answers of a group wait for it. */
function entryColumns(entries: readonly AuditEntry[]): EntryColumns {
  let [practiceIds, ids, accountIds, sessionIds, actions] = ["", "", "", "", ""];
  let [outcomes, bases, subjects, addresses, requestIds, clientRequestIds] = ["", "", "", "", "", ""];
  let comma = "";
  for (const entry of entries) {
    practiceIds += comma + (entry.practiceId ?? noPractice);
    ids += comma + newId();
    accountIds += comma + (entry.accountId ?? "NULL");
    sessionIds += comma + (entry.sessionId ?? "NULL");
    actions += comma + quoted(entry.action);
    outcomes += comma + entry.outcome;
    bases += comma + quoted(entry.basis);
    subjects += comma + listed(entry.subjects);
    addresses += comma + quoted(entry.address);
    requestIds += comma + quoted(entry.requestId);
    clientRequestIds += comma + quoted(entry.clientRequestId ?? null);
    comma = ",";
  }
  return {
    practiceIds: `{${practiceIds}}`,
    ids: `{${ids}}`,
    accountIds: `{${accountIds}}`,
    sessionIds: `{${sessionIds}}`,
    actions: `{${actions}}`,
    outcomes: `{${outcomes}}`,
    bases: `{${bases}}`,
    subjects: `{${subjects}}`,
    addresses: `{${addresses}}`,
    requestIds: `{${requestIds}}`,
    clientRequestIds: `{${clientRequestIds}}`,
  };
}

const special = /["\\]/;

function quoted(text: string | null): string {
  if (text === null) return "NULL";
  return special.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : `"${text}"`;
}

/** A nested array literal. Ids need no quotes. */
function listed(ids: ReadonlySet<string>): string {
  if (ids.size === 0) return "NULL";
  let list = "";
  for (const id of ids) list += list === "" ? id : `,${id}`;
  return `"{${list}}"`;
}

type Read = (name: keyof EntryColumns, type: "uuid" | "text") => SQL;
const eachOf: Read = (name, type) => sql`unnest(${sql.placeholder(name)}::${sql.raw(type)}[])`;
const nth =
  (index: number): Read =>
  (name, type) =>
    sql`(${sql.placeholder(name)}::${sql.raw(type)}[])[${sql.raw(String(index))}]`;

/** In the table's order. Subjects are sent as texts, as nested arrays cannot have different lengths. */
const valuesBy = (read: Read) => sql`
  ${read("practiceIds", "uuid")}, now(), ${read("ids", "uuid")}, ${read("accountIds", "uuid")},
  ${read("sessionIds", "uuid")}, ${read("actions", "text")}, ${read("outcomes", "text")},
  ${read("bases", "text")}, ${read("subjects", "text")}::uuid[], ${read("addresses", "text")},
  ${read("requestIds", "text")}, ${read("clientRequestIds", "text")}`;

const insertionOf = (rows: SQL) => prepared(columnNames, (db) => db.insert(auditEntry).select(rows));

/**
 * One statement for any number of entries, so that it is prepared once. Arrays are unnested in the select list, as the FROM
 * clause would materialize each.
 */
const insertEntries = insertionOf(sql`select ${valuesBy(eachOf)}`);

const rowsOf = (count: number) =>
  sql.join(
    Array.from({ length: count }, (_, index) => sql`(${valuesBy(nth(index + 1))})`),
    sql`, `,
  );
const insertions = new Map<number, ReturnType<typeof insertionOf>>();

/**
 * Citus sends values to the nodes of their rows. An insert from arrays would wait for moves of other rows. A single
 * row needs no two-phase commit.
 */
function insertRows(count: number) {
  const known = insertions.get(count) ?? insertionOf(sql`values ${rowsOf(count)}`);
  insertions.set(count, known);
  return known;
}

/** A rule or trigger discards entries. The calls that they record must fail. */
class EntriesNotKept extends Error {
  override readonly name = "EntriesNotKept";

  constructor(written: number, kept: number) {
    super(`The database kept ${kept} of ${written} audit entries. Run \`caretype audit verify\`.`);
  }
}

/** Inserts entries in this order. Rejects if the database reports fewer rows. */
export async function appendEntries(
  db: Database,
  entries: readonly AuditEntry[],
  asRows = entries.length === 1,
): Promise<void> {
  const insertion = asRows ? insertRows(entries.length) : insertEntries;
  const { count } = await insertion(db).execute(entryColumns(entries));
  if (count === entries.length) return;
  // A cached plan from before the rule was dropped would still discard entries.
  await db.execute(sql`discard plans`);
  throw new EntriesNotKept(entries.length, count);
}
