import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { PatientId, PracticeId } from "../../../kernel/field/ids.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { uuids } from "../queries.ts";
import type { SampleSchedule } from "./add-schedule.ts";

/**
 * Deletes the patients' appointments that need what the sample set up. Otherwise, removed patients would keep them, and
 * could not be restored once the visit types are gone.
 */
export const deleteAppointments = (
  db: Database,
  { practiceId }: Scope,
  { ids, setUp }: { ids: readonly PatientId[]; setUp: SampleSchedule },
) =>
  db.execute(sql`
    delete from appointment where practice_id = ${practiceId} and patient_id = any (${uuids(ids)})
      and (visit_type_id = any (${uuids(setUp.visitTypeIds)}) or room_id = any (${uuids(setUp.roomIds)}))`);

/** Holds unless a removed patient, who may be restored, has visits with it. */
const noneRemovedNeeds = (practiceId: PracticeId, kind: "visit_type" | "room") => sql`not exists (
  select from removed_record where practice_id = ${practiceId} and record_type = 'patient' and relations @> jsonb_build_object(
    'appointment', jsonb_build_array(jsonb_build_object(${`${kind}_id`}::text, ${sql.identifier(kind)}.id))))`;

/** Deletes what no appointment of the practice needs. Its caller has locked the bookings. */
export async function deleteUnusedSetUp(
  db: Database,
  { practiceId }: Scope,
  { visitTypeIds, roomIds, doctorIds }: SampleSchedule,
): Promise<void> {
  await db.execute(sql`
    delete from visit_type where practice_id = ${practiceId} and id = any (${uuids(visitTypeIds)}) and not exists (
      select from appointment where practice_id = ${practiceId} and visit_type_id = visit_type.id
    ) and not exists (
      select from waitlist_entry where practice_id = ${practiceId} and visit_type_id = visit_type.id) and ${noneRemovedNeeds(practiceId, "visit_type")}`);
  await db.execute(sql`
    delete from room where practice_id = ${practiceId} and id = any (${uuids(roomIds)}) and not exists (
      select from appointment where practice_id = ${practiceId} and room_id = room.id) and ${noneRemovedNeeds(practiceId, "room")}`);
  await db.execute(sql`
    delete from opening_hours where practice_id = ${practiceId} and doctor_id = any (${uuids(doctorIds)}) and not exists (
      select from appointment where practice_id = ${practiceId} and doctor_id = opening_hours.doctor_id
        and ends_at > now() and status in ('pending', 'booked', 'arrived'))`);
}
