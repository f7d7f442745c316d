import { type Database, schema } from "@caretype/db";
import { asc, eq } from "drizzle-orm";

const { auditEntry } = schema;

/** The entries of one request, in the order in which they were written. */
export const entriesOf = (database: Database, requestId: string) =>
  database
    .select()
    .from(auditEntry)
    .where(eq(auditEntry.requestId, requestId))
    .orderBy(asc(auditEntry.at), asc(auditEntry.id));

/** The one entry of a request; fails the test when there is none, or more than one. */
export async function entryOf(database: Database, requestId: string) {
  const [entry, ...others] = await entriesOf(database, requestId);
  if (!entry || others.length > 0) throw new Error(`${others.length + (entry ? 1 : 0)} entries, not one`);
  return entry;
}
