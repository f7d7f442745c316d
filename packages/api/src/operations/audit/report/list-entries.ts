import type { Database } from "@caretype/db";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { findArchivedBefore } from "./archived-before.ts";
import { findEntries } from "./find-entries.ts";
import { toReportedEntry } from "./reported-entry.ts";
import type { EntryPage, ListEntries } from "./schema.ts";

export async function listEntries(db: Database, scope: Scope, input: ListEntries): Promise<EntryPage> {
  const { subjectId, ...query } = input;
  const subjectIds = subjectId === undefined ? undefined : [subjectId];
  const { rows, nextCursor } = await findEntries(db, scope, { ...query, subjectIds, withSubjects: true });
  const items = rows.map((row) => ({
    id: row.id,
    ...toReportedEntry(row, "practice"),
    subjectIds: row.subjectIds ?? [],
  }));
  return { items, nextCursor, archivedBefore: await findArchivedBefore(db) };
}
