import { deleteOtherRecords } from "@caretype/chart/clinical/patient-records";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { PatientId, PracticeId } from "@caretype/core/kernel/field/ids";
import { uuids } from "@caretype/core/kernel/field/uuids";
import type { SubjectsContext } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { holdEvents } from "@caretype/core/mechanisms/change-log/one-event";
import { unassignTogether } from "@caretype/core/people/assignment/unassign-together";
import { findWithOtherRows } from "@caretype/core/people/other-rows";
import type { Database } from "@caretype/db";
import { lockBookings } from "@caretype/scheduling/appointment/lock-bookings";
import { sql } from "drizzle-orm";
import {
  deletePatients,
  deleteUnusedDoctors,
  endSample,
  lockSample,
  lockSampleDoctors,
  lockSamplePatients,
  lockSampling,
  logSample,
} from "./queries.ts";
import type { SampleSchedule } from "./schedule/add-schedule.ts";
import type { RemovedSampleData } from "./schema.ts";

/**
 * Removes the sample's patients with their assignments, appointments and charts, even those that people changed. Also
 * removes unused settings of the sample, and its doctors that no practice uses. The sample remains while its patients
 * have merged real data, signed notes, or rows of a table unknown to all modules. Throws `SAMPLE_DATA_NOT_FOUND`.
 */
export async function removeSampleData(context: SubjectsContext): Promise<RemovedSampleData> {
  const { db, scope, audit } = context;
  await lockBookings(db, scope);
  await holdEvents(db);
  const { patientIds, removedAt, ...setUp } = await lockSample(db, scope);
  const patients = await lockSamplePatients(db, scope, patientIds);
  if (removedAt !== null && patients.length === 0) throw new DomainError("SAMPLE_DATA_NOT_FOUND");
  const withRows = new Set(await findWithOtherRows(db, scope, uuids(patients.map(({ id }) => id))));
  const ids = patients.flatMap(({ id, isKept }) => (isKept || withRows.has(id) ? [] : [id]));
  const keptPatients = patients.length - ids.length;
  for (const id of ids) await unassignTogether(context, { type: "patient", id });
  const ofPatients = { practiceId: scope.practiceId, ids };
  await deleteOtherRecords(db, scope, ids);
  await deleteAppointments(db, scope, { ids, setUp });
  await deletePatients(db, ofPatients);
  await deleteUnusedSetUp(db, scope, setUp);
  if (keptPatients === 0) await endSample(db, scope);
  await lockSampling(db);
  const doctors = await lockSampleDoctors(db);
  await deleteUnusedDoctors(
    db,
    doctors.map(({ id }) => id),
  );
  await logSample(db, scope, { action: "removed", patients: ids.length });
  audit.subjects(ids);
  return { patients: ids.length, keptPatients };
}

/**
 * Deletes the patients' appointments that use the sample's settings. Otherwise a removed patient could not be
 * restored after these settings are gone.
 */
const deleteAppointments = (
  db: Database,
  { practiceId }: Scope,
  { ids, setUp }: { ids: readonly PatientId[]; setUp: SampleSchedule },
) =>
  db.execute(sql`
    delete from appointment where practice_id = ${practiceId} and patient_id = any (${uuids(ids)})
      and (visit_type_id = any (${uuids(setUp.visitTypeIds)}) or room_id = any (${uuids(setUp.roomIds)}))`);

/** True unless a removed patient, who may be restored, has visits that use it. */
const noneRemovedNeeds = (practiceId: PracticeId, kind: "visit_type" | "room") => sql`not exists (
  select from removed_record where practice_id = ${practiceId} and record_type = 'patient' and relations @> jsonb_build_object(
    'appointment', jsonb_build_array(jsonb_build_object(${`${kind}_id`}::text, ${sql.identifier(kind)}.id))))`;

/** Deletes settings that no appointment uses. The caller has locked the bookings. */
async function deleteUnusedSetUp(
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
