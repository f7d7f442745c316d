import { randomUUID } from "node:crypto";
import type { Database } from "@caretype/db/database";
import type { AccountId, ImportId, MergeId, PatientId } from "@caretype/db/ids";
import { sql } from "drizzle-orm";

/** Returns an id of the given type. Ids ascend, because lists are ordered by id. */
function newestId<Of extends string>(): Of {
  const microseconds = Math.round((performance.timeOrigin + performance.now()) * 1_000);
  const digits = microseconds.toString(16).padStart(16, "0") + randomUUID().replaceAll("-", "").slice(16);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-") as Of;
}

/** Records that an import created a patient of the account, removed or not. Resolves to the import's id. */
export async function insertImport(
  db: Database,
  accountId: AccountId,
  patientId: PatientId,
): Promise<ImportId> {
  const id = newestId<ImportId>();
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

/** Records that a removed patient was merged into another. Resolves to the merge's id. */
export async function insertMerge(db: Database, keptId: PatientId, mergedId: PatientId): Promise<MergeId> {
  const id = newestId<MergeId>();
  const nothing = { assignments: [], removedAssignments: [], filled: [], externalIds: [] };
  const moved = JSON.stringify({ ...nothing, keptVersion: 1, mergedVersion: 1 });
  await db.execute(sql`
    insert into patient_merge (practice_id, id, kept_id, merged_id, moved, merged_by)
    select practice_id, ${id}, id, ${mergedId}::uuid, ${moved}::jsonb, created_by from patient where id = ${keptId}`);
  return id;
}

/**
 * Makes an account a staff account, with a recent second factor in each of its sessions. Caches may still hold
 * the old state.
 */
export async function makeStaffAccount(db: Database, accountId: AccountId): Promise<void> {
  await db.execute(sql`update account set is_staff = true where id = ${accountId}`);
  await db.execute(sql`
    insert into totp_factor (account_id, secret, confirmed_at) values (${accountId}, '', now())
    on conflict (account_id) do update set confirmed_at = excluded.confirmed_at`);
  await db.execute(sql`update session set second_factor_at = now() where account_id = ${accountId}`);
}
