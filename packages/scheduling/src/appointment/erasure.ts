import type { AppointmentId, PracticeId } from "@caretype/core/kernel/field/ids";
import { uuids } from "@caretype/core/kernel/field/uuids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Erased } from "@caretype/core/people/hooks";
import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";

/**
 * Returns the patients' appointments, including those that a removed patient keeps, except those that an import has
 * created again for another patient.
 */
export async function findAppointments(
  db: Database,
  practiceId: PracticeId,
  patientIds: readonly string[],
): Promise<AppointmentId[]> {
  const rows = await db.execute<{ id: AppointmentId }>(sql`
    select id from appointment where practice_id = ${practiceId}::uuid and patient_id = any(${uuids(patientIds)})
    union
    select (kept->>'id')::uuid from removed_record
      cross join jsonb_array_elements(coalesce(relations->'appointment', '[]')) as kept
    where practice_id = ${practiceId}::uuid and record_id = any(${uuids(patientIds)})
      and not exists (
        select from appointment as own where own.practice_id = ${practiceId}::uuid and own.id = (kept->>'id')::uuid
      )`);
  return rows.map((row) => row.id);
}

/** Deletes refusals of addresses that the patients have or had. */
export async function deleteRefusedEmails(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  patientIds: readonly string[],
): Promise<void> {
  const inPractice = sql`practice_id = ${practiceId}::uuid`;
  const persons = uuids(patientIds);
  await db.execute(sql`
    delete from refused_email where ${inPractice} and email in (
      select lower(email) from patient where ${inPractice} and id = any(${persons})
      union select lower(record->>'email') from record_version where ${inPractice} and record_id = any(${persons})
      union select lower(record->>'email') from removed_record where ${inPractice} and record_id = any(${persons}))`);
}

/** Deletes offers of the persons' times, and emails about their visits. Emails to patients name the doctor. */
export async function forgetVisits(
  db: Database,
  { type, practiceId, personIds, ids }: Erased,
): Promise<void> {
  const ofType = type === "doctor" ? sql`true` : sql`practice_id = ${practiceId}::uuid`;
  await db.execute(sql`
    delete from freed_slot where ${ofType} and ${sql.identifier(`${type}_id`)} = any(${uuids(personIds)})`);
  const visits =
    type === "doctor"
      ? sql`visit->>'doctorId' = any(${uuids(personIds)}::text[])`
      : sql`visit->>'id' = any(${uuids(ids)}::text[])`;
  await db.execute(sql`
    delete from mail where template = 'appointment'
      and exists (select from jsonb_array_elements(data->'visits') as visit where ${visits})`);
}
