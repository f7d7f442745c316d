import type { View } from "./action-descriptions.ts";
import type { EntryRow } from "./queries.ts";
import { describeActor, describeEntry, effectOf, roleOf } from "./words.ts";

/** Adds the description to an entry, and removes its other subjects. */
export function toReportedEntry(
  { id: _id, subjectIds: _subjects, meantId: _meant, ...row }: EntryRow,
  view: View,
) {
  return {
    ...row,
    role: roleOf(row.basis),
    who: describeActor({ name: row.accountName, nameThen: row.accountNameThen, basis: row.basis }),
    what: describeEntry(row, view),
    effect: effectOf(row),
  };
}
