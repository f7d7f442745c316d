import type { Patient, PatientId } from "@caretype/client";
import { caretype } from "../../api.ts";
import { describeUnrestored } from "../../assignment/describe-unrestored.ts";
import { notifyFailed, type Undo } from "../../shell/notice/notify.tsx";
import { cachePatient, invalidatePatients } from "../patient-cache.ts";
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
