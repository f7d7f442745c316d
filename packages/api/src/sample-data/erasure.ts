import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";
import { uuids } from "../kernel/field/uuids.ts";
import type { Erased } from "../people/hooks.ts";

export async function forgetInvented(db: Database, { practiceId, personIds }: Erased): Promise<void> {
  const persons = uuids(personIds);
  await db.execute(sql`
    update sample_data set patient_ids = array(select unnest(patient_ids) except select unnest(${persons}))
    where practice_id = ${practiceId}::uuid and patient_ids && ${persons}`);
}
