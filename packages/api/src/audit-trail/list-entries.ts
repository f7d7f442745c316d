import type { Database } from "@caretype/db";
import type { Scope } from "../context.ts";
import { findEntries } from "./find-entries.ts";
import type { EntryPage, ListEntries } from "./schema.ts";
import { toTold } from "./told-entry.ts";

export async function listEntries(db: Database, scope: Scope, input: ListEntries): Promise<EntryPage> {
  const { rows, nextCursor } = await findEntries(db, scope, { ...input, withSubjects: true });
  const items = rows.map((row) => ({ id: row.id, ...toTold(row), subjectIds: row.subjectIds ?? [] }));
  return { items, nextCursor };
}
