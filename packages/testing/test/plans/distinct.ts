import type { PatientId } from "@caretype/core/kernel/field/ids";
import { type DatabaseHandle, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";

type Pair = { patientId: PatientId; freePatientId: PatientId };

/** Marks two patients, and many others in all practices, as different people. */
export async function makeDistinct({ reader }: DatabaseHandle, owner: Caller, pair: Pair): Promise<void> {
  await reader.execute(sql`
    insert into ${schema.distinctPatients} (practice_id, first_id, second_id, marked_by)
    select practice_id, min(id::text)::uuid, max(id::text)::uuid, (array_agg(created_by))[1]
    from (select *, row_number() over (partition by practice_id order by id) as number from patient) as numbered
    group by practice_id, number / 2 having count(*) = 2`);
  await reader.execute(sql`analyze ${schema.distinctPatients}`);
  await owner.patient.markDistinct({ id: pair.patientId, otherId: pair.freePatientId });
}
