import type { AllergyId, PatientId } from "@caretype/core/kernel/field/ids";
import { uuids } from "@caretype/core/kernel/field/uuids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";

// A merge, a move or an import may end the statement that no allergy is known. An undo of these restores it.

type InPractice = Pick<Scope, "practiceId">;

const holds = sql`clinical_status = 'active' and error_reason is null`;

/** Finds the patients' statements in force. The caller has locked the patients. */
export async function findStatements(
  db: Database,
  { practiceId }: InPractice,
  patientIds: readonly PatientId[],
): Promise<AllergyId[]> {
  const rows = await db.execute<{ id: AllergyId }>(sql`
    select id from allergy
    where practice_id = ${practiceId} and patient_id = any(${uuids(patientIds)}) and is_none_known and ${holds}`);
  return rows.map(({ id }) => id);
}

/** Returns those of the statements that are no longer in force. */
export async function findEnded(
  db: Database,
  { practiceId }: InPractice,
  ids: readonly AllergyId[],
): Promise<AllergyId[]> {
  if (ids.length === 0) return [];
  const rows = await db.execute<{ id: AllergyId }>(sql`
    select id from allergy where practice_id = ${practiceId} and id = any(${uuids(ids)}) and not (${holds})`);
  return rows.map(({ id }) => id);
}

export type EndedStatement = { id: AllergyId; patientId: PatientId; since: string };

/**
 * SQL for the statements that these allergies ended when they were created or moved to the patient, with the time.
 */
export function findEndedBy(
  db: Database,
  { practiceId }: InPractice,
  allergyIds: readonly string[],
): Promise<EndedStatement[]> {
  // `keep_version` computes the end of a version in the same way.
  const endedThen = sql`valid_to = greatest(arrived.since, valid_from + interval '1 microsecond')`;
  return db.execute<EndedStatement>(sql`
    select distinct ended.id, made.patient_id as "patientId", arrived.since::text as since
    from unnest(${`{${allergyIds.join(",")}}`}::uuid[]) as given (id)
      cross join lateral (
        select patient_id, created_at from allergy where practice_id = ${practiceId} and id = given.id limit 1
      ) as made
      cross join lateral (
        select coalesce(max(valid_to), made.created_at) as since from record_version
        where practice_id = ${practiceId} and record_id = given.id
          and (record->>'patient_id')::uuid <> made.patient_id
      ) as arrived
      cross join lateral (
        select id from allergy
        where practice_id = ${practiceId} and patient_id = made.patient_id
          and is_none_known and clinical_status = 'resolved' and error_reason is null
        offset 0
      ) as ended
    where exists (
      select from record_version
      where practice_id = ${practiceId} and record_id = ended.id and record->>'clinical_status' = 'active' and ${endedThen})`);
}

/** Restores statements, unless their patient got an allergy or another statement after `since`. */
export async function resumeStatements(
  db: Database,
  { practiceId }: InPractice,
  statements: readonly Pick<EndedStatement, "id" | "since">[],
): Promise<void> {
  if (statements.length === 0) return;
  // Waits for an allergy that is being created.
  await db.execute(sql`
    select from patient where practice_id = ${practiceId} and id in (
      select patient_id from allergy where practice_id = ${practiceId} and id = any(${uuids(statements.map(({ id }) => id))}))
    order by id for no key update`);
  await db.execute(sql`
    update allergy as ended set clinical_status = 'active'
    from jsonb_to_recordset(${JSON.stringify(statements)}::text::jsonb) as given (id uuid, since timestamptz)
    where practice_id = ${practiceId} and ended.id = given.id and clinical_status = 'resolved' and error_reason is null
      and not exists (
        select from allergy as later
        where later.practice_id = ${practiceId} and later.patient_id = ended.patient_id and later.id <> ended.id
          and later.error_reason is null and later.verification_status <> 'refuted'
          and (later.clinical_status = 'active' or later.created_at > given.since))`);
}
