import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import type { PracticeId, VisitTypeId } from "../../../../kernel/field/ids.ts";
import { newId } from "../../../../kernel/field/new-id.ts";
import { counting, insertInSlices, recordCreated, type Sliced, type Tally } from "../inserts.ts";
import { externalIds, isWithin, stagings } from "../staging.ts";

/** The length of visit types that imports add, in minutes. Each imported visit has its own. */
const usualMinutes = 30;

/**
 * Inserts a completed appointment for each staged visit that is over. Visits of the past may overlap: only those that
 * stand are held apart.
 */
export async function insertVisits(db: Database, sliced: Sliced): Promise<Tally> {
  await insertVisitTypes(
    db,
    sliced,
    sql`select distinct visit_type as name from import_visit where ends_at <= now()`,
  );
  const known = externalIds(sliced);
  const { practiceId, accountId } = sliced.importer;
  return insertInSlices(
    db,
    { from: "visit", ...sliced },
    (slice) => sql`
    with slice as materialized (
      select * from import_visit as staged where ${isWithin(slice)} and ends_at <= now()
    ),
    made as (
      insert into appointment (practice_id, created_by, patient_id, doctor_id, visit_type_id, status, slot,
        occupied_from, occupied_to, ${stagings.visit.names})
      select ${practiceId}::uuid, ${accountId}::uuid, ${known.patient(sql`slice.patient`)},
        ${known.doctor(sql`slice.provider`)},
        (select its.id from visit_type as its
          where its.practice_id = ${practiceId}::uuid and lower(its.name) = lower(slice.visit_type)),
        'fulfilled', id::text, starts_at, ends_at, ${stagings.visit.names}
      from slice order by slice.id
      on conflict (practice_id, id) do nothing
      returning id, patient_id
    ),
    ${recordSeen(practiceId)}, ${recordCreated("appointment")} ${counting}`,
  );
}

/** Records the patients who were there before and got a record in `made`, for the audit. */
export const recordSeen = (practiceId: PracticeId) => sql`
  seen as (
    insert into import_seen (id)
    select distinct patient_id from made
    where not exists (
      select from patient as its
      where its.practice_id = ${practiceId}::uuid and its.id = made.patient_id and its.created_at = now()
    ) and not exists (select from import_seen as its where its.id = made.patient_id)
  )`;

/** Adds the visit types that the practice lacks, of the selected names. They are not offered for bookings. */
export async function insertVisitTypes(
  db: Database,
  { importer: { practiceId, accountId } }: Pick<Sliced, "importer">,
  names: SQL,
): Promise<void> {
  const rows = await db.execute<{ name: string }>(names);
  for (const { name } of rows) {
    await db.execute(sql`
      insert into visit_type (practice_id, id, name, minutes, is_active, created_by)
      values (${practiceId}::uuid, ${newId<VisitTypeId>()}::uuid, ${name}, ${usualMinutes}, false, ${accountId}::uuid)
      on conflict (practice_id, lower(name)) do nothing`);
  }
}

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
