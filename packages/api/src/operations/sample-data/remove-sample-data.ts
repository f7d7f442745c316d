import { deleteOtherRecords } from "../../chart/clinical/patient-records.ts";
import type { SubjectsContext } from "../../kernel/procedure/body-context.ts";
import { unassignTogether } from "../../people/assignment/unassign-together.ts";
import { lockBookings } from "../../scheduling/appointment/lock-bookings.ts";
import {
  deletePatients,
  deleteUnusedDoctors,
  forgetSample,
  lockSampleDoctors,
  lockSamplePatients,
  lockSampling,
} from "./queries.ts";
import { deleteAppointments, deleteUnusedSetUp } from "./schedule/remove-schedule.ts";
import type { RemovedSampleData } from "./schema.ts";

/**
 * Removes the sample's patients with their assignments, appointments and charts, what was set up for these and is not
 * used, and the doctors whom no practice uses any more. As they can be restored, patients whom somebody has changed are removed,
 * too. Throws `SAMPLE_DATA_NOT_FOUND`.
 */
export async function removeSampleData(context: SubjectsContext): Promise<RemovedSampleData> {
  const { db, scope, audit } = context;
  await lockBookings(db, scope);
  const { patientIds, ...setUp } = await forgetSample(db, scope);
  const patients = await lockSamplePatients(db, scope, patientIds);
  const ids = patients.flatMap(({ id, isKept }) => (isKept ? [] : [id]));
  for (const id of ids) await unassignTogether(context, { type: "patient", id });
  await deleteOtherRecords(db, scope, ids);
  await deleteAppointments(db, scope, { ids, setUp });
  await deletePatients(db, { practiceId: scope.practiceId, ids });
  await deleteUnusedSetUp(db, scope, setUp);
  await lockSampling(db);
  const doctors = await lockSampleDoctors(db);
  await deleteUnusedDoctors(
    db,
    doctors.map(({ id }) => id),
  );
  audit.subjects(ids);
  return { patients: ids.length, keptPatients: patients.length - ids.length };
}
