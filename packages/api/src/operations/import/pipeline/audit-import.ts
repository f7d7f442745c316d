import type { Database } from "@caretype/db";
import { idleBasis } from "../../../kernel/audit-log/entry.ts";
import { appendEntries } from "../../../kernel/audit-log/queries.ts";
import type { EntryOf } from "../command/audited-command.ts";
import { concernedIds } from "./inserts.ts";
import type { Throttle } from "./throttle.ts";

/** The most ids in one audit entry: long lists are slow to search. */
export const maxSubjects = 1_000;

/**
 * Writes audit entries that name every created record, and patients with new appointments, in the import's
 * transaction. Writes at least one entry.
 */
export async function auditImport(db: Database, entryOf: EntryOf, throttle: Throttle): Promise<void> {
  let isWritten = false;
  for await (const ids of concernedIds(db, maxSubjects)) {
    await appendEntries(db, [entryOf(ids)]);
    isWritten = true;
    await throttle.pause();
  }
  if (isWritten) return;
  const entry = entryOf([]);
  await appendEntries(db, [{ ...entry, basis: idleBasis(entry.basis ?? "", "unchanged") }]);
}
