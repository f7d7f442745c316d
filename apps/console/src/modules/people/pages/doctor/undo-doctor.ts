import type { Doctor } from "@caretype/client";
import { caretype } from "../../../../session/client/api.ts";
import { readAssignments } from "../../records/assignment/read-assignments.ts";
import { undoOf } from "../../records/assignment/undo.ts";
import { cacheDoctor, invalidateDoctors } from "../../records/doctor/doctor-cache.ts";

export const undoDoctor = undoOf<Doctor>({
  calls: caretype.doctor,
  assignmentsOf: (doctorId) => readAssignments({ doctorId }),
  cache: cacheDoctor,
  invalidate: invalidateDoctors,
});
