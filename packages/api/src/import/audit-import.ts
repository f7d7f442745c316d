import type { Database } from "@caretype/db";
import { v7 as uuidv7 } from "uuid";
import { commandEntry } from "../audit/entry.ts";
import { appendEntries } from "../audit/queries.ts";
import { type Importer, madeIds } from "./queries.ts";

const mostSubjects = 1_000;

/** Part of the import's transaction: every record that it made is a subject of one of its entries, and there is one at least. */
export async function auditImport(db: Database, { practiceId, accountId, role }: Importer): Promise<void> {
  // What the entries of one import have in common.
  const requestId = uuidv7();
  const entryOf = (ids: readonly string[]) =>
    commandEntry("import.synthea", {
      practiceId,
      accountId,
      basis: `command line, ${role}`,
      subjects: new Set(ids),
      requestId,
    });
  let isWritten = false;
  for await (const ids of madeIds(db, mostSubjects)) {
    await appendEntries(db, [entryOf(ids)]);
    isWritten = true;
  }
  if (!isWritten) await appendEntries(db, [entryOf([])]);
}
