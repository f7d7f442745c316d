import type { Doctor } from "@caretype/client";
import { readAssignments } from "../../records/assignment/read-assignments.ts";
import { cacheDoctor, invalidateDoctors } from "../../records/doctor/doctor-cache.ts";
import { undoOf } from "../../records/record/undo.ts";
import { caretype } from "../../session/client/api.ts";

export const undoDoctor = undoOf<Doctor>({
  remove: (input) => caretype.doctor.remove.mutate(input),
  assignmentsOf: (doctorId) => readAssignments({ doctorId }),
  revert: (input) => caretype.doctor.revert.mutate(input),
  cache: cacheDoctor,
  invalidate: invalidateDoctors,
});
