import type { Patient, PatientId } from "@caretype/client";
import { caretype } from "../../api.ts";
import { describeUnrestored } from "../../assignment/describe-unrestored.ts";
import { notifyFailed } from "../../shell/notice/notify.tsx";
import { cachePatient, invalidatePatients } from "../patient-cache.ts";

/**
 * Restores a patient.
 * Reports assignments that were not restored. Rejects with the call's error.
 */
export async function restorePatient(id: PatientId): Promise<Patient> {
  const {
    restoredAssignments: _back,
    assignmentsLeft = [],
    ...patient
  } = await caretype.patient.restore.mutate({ id });
  cachePatient(patient);
  await invalidatePatients();
  if (assignmentsLeft.length > 0) notifyFailed(...describeUnrestored(patient.name, assignmentsLeft.length));
  return patient;
}
