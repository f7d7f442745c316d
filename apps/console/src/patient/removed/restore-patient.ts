import type { Patient, PatientId } from "@caretype/client";
import { caretype } from "../../api.ts";
import { leftBehind } from "../../assignment/left-behind.ts";
import { notifyFailed } from "../../shell/notice/notify.tsx";
import { keepPatient, readPatientsAnew } from "../patient-cache.ts";

/** Brings a removed patient back, and says which assignments are not back with them. Rejects as the call does. */
export async function restorePatient(id: PatientId): Promise<Patient> {
  const {
    restoredAssignments: _back,
    assignmentsLeft = [],
    ...patient
  } = await caretype.patient.restore.mutate({ id });
  keepPatient(patient);
  await readPatientsAnew();
  if (assignmentsLeft.length > 0) notifyFailed(...leftBehind(patient.name, assignmentsLeft.length));
  return patient;
}
