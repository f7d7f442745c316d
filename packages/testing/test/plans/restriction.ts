import type { AccountId, PatientId } from "@caretype/core/kernel/field/ids";
import { type DatabaseHandle, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";
import { required } from "./required.ts";

/** Restricts an observation of each patient, three of one, and a condition of another patient to another account. */
export async function makeRestrictions(
  { reader }: DatabaseHandle,
  { owner, accountId, patientId }: { owner: Caller; accountId: AccountId; patientId: PatientId },
) {
  await reader.execute(sql`
    insert into ${schema.restriction} (practice_id, id, patient_id, record_type, record_id, readers, created_by)
    select practice_id, uuidv7(), patient_id, 'observation', id, array[created_by, ${accountId}::uuid], created_by
    from (
      select *, row_number() over (partition by practice_id, patient_id order by id) as number from ${schema.observation}
    ) as each where number = 1 or (patient_id = ${patientId} and number <= 3)`);
  const [closed] = await reader.execute<{ patientId: PatientId }>(sql`
    insert into ${schema.restriction} (practice_id, id, patient_id, record_type, record_id, readers, created_by)
    select practice_id, uuidv7(), patient_id, 'condition', id, '{}', created_by from ${schema.condition}
    where patient_id <> ${patientId}
      and practice_id in (select practice_id from membership where account_id = ${accountId}) limit 1
    returning patient_id as "patientId"`);
  await reader.execute(sql`analyze ${schema.restriction}`);
  const { items, nextCursor } = await owner.restriction.list({ patientId, limit: 1 });
  return {
    id: required(items[0]?.id),
    patientId,
    cursor: required(nextCursor),
    closedId: required(closed?.patientId),
  };
}
