import { uuids } from "@caretype/core/kernel/field/uuids";
import type { Erased } from "@caretype/core/people/hooks";
import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";

/** A break-glass reason may contain a name, and its emails contain ids. */
export async function forgetBreakGlass(db: Database, { practiceId, personIds }: Erased): Promise<void> {
  const persons = uuids(personIds);
  await db.execute(sql`
    delete from break_glass where practice_id = ${practiceId}::uuid and patient_id = any(${persons})`);
  await db.execute(sql`
    delete from mail where template = 'breakGlass' and data->>'patientId' = any(${persons}::text[])`);
}
