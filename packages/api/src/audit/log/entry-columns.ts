import { newId } from "../../field/new-id.ts";
import { noPractice } from "../../field/no-practice.ts";
import type { AuditEntry } from "./entry.ts";

/** Entries by column: each column is an array as PostgreSQL reads it. */
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

/** In one pass, without lists in between and with few texts looked through: all answers of a group wait for it. */
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

/** Of any characters. */
function quoted(text: string | null): string {
  if (text === null) return "NULL";
  return special.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : `"${text}"`;
}

/** An array in an array; ids have nothing in them that needs a quote. */
function listed(ids: ReadonlySet<string>): string {
  if (ids.size === 0) return "NULL";
  let list = "";
  for (const id of ids) list += list === "" ? id : `,${id}`;
  return `"{${list}}"`;
}
