import { type Database, prepared, schema } from "@caretype/db";
import { desc } from "drizzle-orm";

const { auditArchive } = schema;

const newest = prepared([], (db) =>
  db
    .select({ until: auditArchive.untilAt })
    .from(auditArchive)
    .orderBy(desc(auditArchive.number))
    .limit(1)
    .prepare("audit_archived_before"),
);

/** Entries before this instant are in archives. Null: none. */
export async function findArchivedBefore(db: Database): Promise<string | null> {
  const [row] = await newest(db).execute();
  return row?.until ?? null;
}
