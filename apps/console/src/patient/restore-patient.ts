import type { Patient } from "@caretype/client";
import { caretype } from "../api.ts";
import { keepPatient, readPatientsAnew } from "./patient-cache.ts";

/** Brings a removed patient back. Rejects as the call does. */
export async function restorePatient(id: string): Promise<Patient> {
  const patient = await caretype.patient.restore.mutate({ id });
  keepPatient(patient);
  await readPatientsAnew();
  return patient;
}
