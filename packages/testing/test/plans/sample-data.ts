import type { DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";

/** Marks some patients of each practice as sample data. */
export async function makeSampleData({ reader }: DatabaseHandle) {
  await reader.execute(sql`
    insert into sample_data (practice_id, patient_ids, added_by)
    select practice_id, array(
      select id from patient where patient.practice_id = owner.practice_id order by id limit 10
    ), account_id
    from membership as owner where role = 'owner' on conflict do nothing`);
  await reader.execute(sql`analyze sample_data`);
}
