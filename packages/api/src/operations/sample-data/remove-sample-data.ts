import { deleteOtherRecords } from "../../chart/clinical/patient-records.ts";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { SubjectsContext } from "../../kernel/procedure/body-context.ts";
import { unassignTogether } from "../../people/assignment/unassign-together.ts";
import { lockBookings } from "../../scheduling/appointment/lock-bookings.ts";
import {
  deletePatients,
  deleteUnusedDoctors,
  endSample,
  lockSample,
  lockSampleDoctors,
  lockSamplePatients,
  lockSampling,
} from "./queries.ts";
import { deleteAppointments, deleteUnusedSetUp } from "./schedule/remove-schedule.ts";
import type { RemovedSampleData } from "./schema.ts";

/**
 * Removes the sample's patients with their assignments, appointments and charts, what was set up for these and is not
 * used, and the doctors whom no practice uses any more. Patients whom somebody has changed are removed, too: they are
 * invented. The sample stays as long as patients of it have another one's data by a merge, or signed notes.
 * Throws `SAMPLE_DATA_NOT_FOUND`.
 */
export async function removeSampleData(context: SubjectsContext): Promise<RemovedSampleData> {
  const { db, scope, audit } = context;
  await lockBookings(db, scope);
  const { patientIds, removedAt, ...setUp } = await lockSample(db, scope);
  const patients = await lockSamplePatients(db, scope, patientIds);
  if (removedAt !== null && patients.length === 0) throw new DomainError("SAMPLE_DATA_NOT_FOUND");
  const ids = patients.flatMap(({ id, isKept }) => (isKept ? [] : [id]));
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
  audit.subjects(ids);
  return { patients: ids.length, keptPatients };
}
