import type { Assignment, DoctorId, PatientId } from "@caretype/client";
import { readAll } from "../../../../kit/section/pages.ts";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";

/** The API's limit. */
const limit = 200;

export const readAssignments = async (
  of: { patientId: PatientId } | { doctorId: DoctorId },
): Promise<Assignment[]> => readAll(caretype.assignment.list.pages({ ...of, limit }));

export const invalidateAssignments = (): Promise<unknown> =>
  readAgain(api.assignment, api.patient.doctors, api.patient.list, api.doctor.workload, api.statistics);
