import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "../database.ts";

/** Notes a patient of the account, there or removed, as one that an import has made. Resolves to the import's id. */
export async function noteImport(db: Database, accountId: string, patientId: string): Promise<string> {
  const id = randomUUID();
  await db.execute(sql`
    with batch as (
      insert into import_batch (practice_id, id, source, patients, doctors, assignments, imported_by)
      select practice_id, ${id}, 'synthea', 1, 0, 0, account_id from membership where account_id = ${accountId}
      returning practice_id, id
    )
    insert into import_record (practice_id, import_id, record_id, record_type)
    select practice_id, id, ${patientId}::uuid, 'patient' from batch`);
  return id;
}

/** Notes a removed patient as one that was merged into another. Resolves to the merge's id. */
export async function noteMerge(db: Database, keptId: string, mergedId: string): Promise<string> {
  const id = randomUUID();
  const moved = JSON.stringify({ assignments: [], removedAssignments: [], filled: [], externalIds: [] });
  await db.execute(sql`
    insert into patient_merge (practice_id, id, kept_id, merged_id, moved, merged_by)
    select practice_id, ${id}, id, ${mergedId}::uuid, ${moved}::jsonb, created_by from patient where id = ${keptId}`);
  return id;
}
