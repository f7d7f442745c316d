import type { Patient } from "@caretype/client";
import { caretype } from "../api.ts";
import { readAssignments } from "../assignment/read-assignments.ts";
import { undoOf } from "../record/undo.ts";
import { cachePatient, invalidatePatients } from "./patient-cache.ts";

export const undoPatient = undoOf<Patient>({
  remove: (input) => caretype.patient.remove.mutate(input),
  assignmentsOf: (patientId) => readAssignments({ patientId }),
  revert: (input) => caretype.patient.revert.mutate(input),
  cache: cachePatient,
  invalidate: invalidatePatients,
});
