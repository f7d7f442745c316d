import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";
import { counting, insertInSlices, recordCreated, type Sliced } from "../inserts.ts";
import { isWithin, stagings } from "../staging.ts";
import { recordSeen } from "./insert-visits.ts";

/**
 * Inserts the staged appointments: first those that have ended or were cancelled, then those to come. Resolves to their
 * number.
 */
export async function insertBookings(db: Database, sliced: Sliced): Promise<number> {
  const { practiceId, accountId } = sliced.importer;
  const insertAll = (isToCome: boolean) =>
    insertInSlices(
      db,
      { from: "booking", ...sliced },
      (slice) => sql`
      with slice as materialized (
        select * from import_booking as staged
        where ${isWithin(slice)} and (status = 'booked') = ${isToCome}
      ),
      made as (
        insert into appointment (practice_id, created_by, slot, occupied_from, occupied_to, ${stagings.booking.names})
        select ${practiceId}::uuid, ${accountId}::uuid, id::text, starts_at, ends_at, ${stagings.booking.names}
        from slice order by line
        returning id, patient_id
      ),
      ${recordSeen(practiceId)}, ${recordCreated("appointment")} ${counting}`,
    );
  const [ended, toCome] = [await insertAll(false), await insertAll(true)];
  return ended.imported + toCome.imported;
}
