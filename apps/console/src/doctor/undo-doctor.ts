import type { Doctor } from "@caretype/client";
import { caretype } from "../api.ts";
import { readAssignments } from "../assignment/read-assignments.ts";
import { undoOf } from "../record/undo.ts";
import { cacheDoctor, invalidateDoctors } from "./doctor-cache.ts";

export const undoDoctor = undoOf<Doctor>({
  remove: (input) => caretype.doctor.remove.mutate(input),
  assignmentsOf: (doctorId) => readAssignments({ doctorId }),
  revert: (input) => caretype.doctor.revert.mutate(input),
  cache: cacheDoctor,
  invalidate: invalidateDoctors,
});
