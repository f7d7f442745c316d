import type { Database } from "@caretype/db";
import { auditEntry } from "@caretype/db/schema";
import { asc, eq } from "drizzle-orm";

/** Returns the entries of a request, oldest first. */
export const entriesOf = (database: Database, requestId: string) =>
  database
    .select()
    .from(auditEntry)
    .where(eq(auditEntry.requestId, requestId))
    .orderBy(asc(auditEntry.at), asc(auditEntry.id));

/** Returns the single entry of a request. Throws if there is none, or more than one. */
export async function entryOf(database: Database, requestId: string) {
  const [entry, ...others] = await entriesOf(database, requestId);
  if (!entry || others.length > 0) throw new Error(`${others.length + (entry ? 1 : 0)} entries, not one`);
  return entry;
}
