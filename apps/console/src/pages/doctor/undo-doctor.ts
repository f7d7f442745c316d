import type { Doctor } from "@caretype/client";
import { readAssignments } from "../../records/assignment/read-assignments.ts";
import { undoOf } from "../../records/assignment/undo.ts";
import { cacheDoctor, invalidateDoctors } from "../../records/doctor/doctor-cache.ts";
import { caretype } from "../../session/client/api.ts";

export const undoDoctor = undoOf<Doctor>({
  remove: (input) => caretype.doctor.remove.mutate(input),
  restore: async (id) => {
    const { restoredAssignments, assignmentsLeft, ...record } = await caretype.doctor.restore.mutate({ id });
    return { record, restoredAssignments, assignmentsLeft };
  },
  assignmentsOf: (doctorId) => readAssignments({ doctorId }),
  revert: (input) => caretype.doctor.revert.mutate(input),
  cache: cacheDoctor,
  invalidate: invalidateDoctors,
});
