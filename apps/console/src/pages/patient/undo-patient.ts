import type { Patient } from "@caretype/client";
import { readAssignments } from "../../records/assignment/read-assignments.ts";
import { undoOf } from "../../records/assignment/undo.ts";
import { cachePatient, invalidatePatients } from "../../records/patient/patient-cache.ts";
import { caretype } from "../../session/client/api.ts";

export const undoPatient = undoOf<Patient>({
  remove: (input) => caretype.patient.remove.mutate(input),
  restore: async (id) => {
    const { restoredAssignments, assignmentsLeft, ...record } = await caretype.patient.restore.mutate({ id });
    return { record, restoredAssignments, assignmentsLeft };
  },
  assignmentsOf: (patientId) => readAssignments({ patientId }),
  revert: (input) => caretype.patient.revert.mutate(input),
  cache: cachePatient,
  invalidate: invalidatePatients,
});
