import type { Patient } from "@caretype/client";
import { caretype } from "../../../../session/client/api.ts";
import { readAssignments } from "../../records/assignment/read-assignments.ts";
import { undoOf } from "../../records/assignment/undo.ts";
import { cachePatient, invalidatePatients } from "../../records/patient/patient-cache.ts";

export const undoPatient = undoOf<Patient>({
  calls: caretype.patient,
  assignmentsOf: (patientId) => readAssignments({ patientId }),
  cache: cachePatient,
  invalidate: invalidatePatients,
});
