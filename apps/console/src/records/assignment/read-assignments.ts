import type { Assignment, DoctorId, PatientId } from "@caretype/client";
import { readAll } from "../../kit/section/pages.ts";
import { api, caretype, queryClient } from "../../session/client/api.ts";

/** The largest page of the API. */
const limit = 200;

/** Reads all assignments of a patient or of a doctor in the practice. */
export const readAssignments = async (
  of: { patientId: PatientId } | { doctorId: DoctorId },
): Promise<Assignment[]> => readAll(caretype.assignment.list.pages({ ...of, limit }));

/** Invalidates every query that contains assignments. */
export const invalidateAssignments = (): Promise<unknown> =>
  Promise.all(
    [
      api.assignment.pathFilter(),
      api.patient.doctors.pathFilter(),
      api.patient.list.pathFilter(),
      api.doctor.workload.pathFilter(),
      api.statistics.pathFilter(),
    ].map((filter) => queryClient.invalidateQueries(filter)),
  );
