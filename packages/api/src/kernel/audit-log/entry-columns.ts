import { newId } from "../field/new-id.ts";
import { noPractice } from "../field/no-practice.ts";
import type { AuditEntry } from "./entry.ts";

/** Entries as columns. Each is an array literal for PostgreSQL. */
export type EntryColumns = Record<
  | "practiceIds"
  | "ids"
  | "accountIds"
  | "sessionIds"
  | "actions"
  | "outcomes"
  | "bases"
  | "subjects"
  | "addresses"
  | "requestIds"
  | "clientRequestIds",
  string
>;

/** Built in one pass without intermediate lists, because all answers of a group wait for it. */
export function entryColumns(entries: readonly AuditEntry[]): EntryColumns {
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

/** Quotes any text for an array literal. */
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
