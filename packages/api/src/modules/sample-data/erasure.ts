import { uuids } from "@caretype/core/kernel/field/uuids";
import type { Erased } from "@caretype/core/people/hooks";
import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";

export async function forgetInvented(db: Database, { practiceId, personIds }: Erased): Promise<void> {
  const persons = uuids(personIds);
  await db.execute(sql`
    update sample_data set patient_ids = array(select unnest(patient_ids) except select unnest(${persons}))
    where practice_id = ${practiceId}::uuid and patient_ids && ${persons}`);
}
