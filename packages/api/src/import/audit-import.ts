import type { Database } from "@caretype/db";
import { idleBasis } from "../audit/log/entry.ts";
import { appendEntries } from "../audit/log/queries.ts";
import type { EntryOf } from "./audited-command.ts";
import type { Pace } from "./pace.ts";
import { madeIds } from "./queries.ts";

/** So many ids are in one entry at most, as long lists are slow to look through. */
export const mostSubjects = 1_000;

/** Part of the import's transaction: every record that it made is a subject of one of its entries, and there is one at least. */
export async function auditImport(db: Database, entryOf: EntryOf, pace: Pace): Promise<void> {
  let isWritten = false;
  for await (const ids of madeIds(db, mostSubjects)) {
    await appendEntries(db, [entryOf(ids)]);
    isWritten = true;
    await pace.rest();
  }
  if (isWritten) return;
  const entry = entryOf([]);
  await appendEntries(db, [{ ...entry, basis: idleBasis(entry.basis ?? "", "unchanged") }]);
}
