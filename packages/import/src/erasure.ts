import { uuids } from "@caretype/core/kernel/field/uuids";
import type { Erased } from "@caretype/core/people/hooks";
import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";

/**
 * Deletes what imports hold about erased records, and all uploads that may contain the person, because rows are not
 * indexed by person. For a doctor, those are the uploads of all practices. Uploads are kept for a day only. Running
 * checks and imports of them end.
 */
export async function forgetImported(db: Database, { type, practiceId, ids }: Erased): Promise<void> {
  const ofType = type === "doctor" ? sql`true` : sql`practice_id = ${practiceId}::uuid`;
  const every = uuids(ids);
  // A file's name may contain the person's.
  await db.execute(sql`
    update import_batch set files = '{}' where id in (
      select import_id from import_record where ${ofType} and record_id = any(${every}))`);
  await db.execute(sql`delete from import_record where ${ofType} and record_id = any(${every})`);
  const mayContain = type === "doctor" ? sql`coalesce(records, 'doctor') = 'doctor'` : ofType;
  await db.execute(sql`delete from import_upload where ${mayContain}`);
}
