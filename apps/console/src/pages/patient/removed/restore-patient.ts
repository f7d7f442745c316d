import type { Patient, PatientId } from "@caretype/client";
import type { Undo } from "../../../kit/notice/last-change.ts";
import { notifyFailed } from "../../../kit/notice/notify.tsx";
import { describeUnrestored } from "../../../records/assignment/describe-unrestored.ts";
import { cachePatient, invalidatePatients } from "../../../records/patient/patient-cache.ts";
import { caretype } from "../../../session/client/api.ts";
import { undoPatient } from "../undo-patient.ts";

type RestoredPatient = { patient: Patient; name: string; undo: Undo };

/**
 * Restores a patient.
 * Returns how to undo that. Reports assignments that were not restored. Rejects with the call's error.
 */
export async function restorePatient(id: PatientId): Promise<RestoredPatient> {
  const {
    restoredAssignments,
    assignmentsLeft = [],
    ...patient
  } = await caretype.patient.restore.mutate({ id });
  cachePatient(patient);
  await invalidatePatients();
  if (assignmentsLeft.length > 0) notifyFailed(...describeUnrestored(patient.name, assignmentsLeft.length));
  return { patient, name: patient.name, undo: undoPatient.restoration(patient, restoredAssignments) };
}
