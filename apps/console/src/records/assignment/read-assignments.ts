import type { Assignment, DoctorId, PatientId } from "@caretype/client";
import { readAll } from "../../kit/section/next-page.ts";
import { caretype } from "../../session/client/api.ts";

/** The largest page of the API. */
const limit = 200;

/** Reads all assignments of a patient or of a doctor in the practice. */
export const readAssignments = async (
  of: { patientId: PatientId } | { doctorId: DoctorId },
): Promise<Assignment[]> => readAll(caretype.assignment.list.pages({ ...of, limit }));
