import type { Doctor, DoctorId } from "@caretype/client";
import { caretype } from "../../api.ts";
import { describeUnrestored } from "../../assignment/describe-unrestored.ts";
import { notifyFailed } from "../../shell/notice/notify.tsx";
import { cacheDoctor, invalidateDoctors } from "../doctor-cache.ts";

/**
 * Restores a removed doctor.
 * Reports assignments that were not restored. Rejects with the call's error.
 */
export async function restoreDoctor(id: DoctorId): Promise<Doctor> {
  const {
    restoredAssignments: _back,
    assignmentsLeft = [],
    ...doctor
  } = await caretype.doctor.restore.mutate({ id });
  cacheDoctor(doctor);
  await invalidateDoctors();
  if (assignmentsLeft.length > 0) notifyFailed(...describeUnrestored(doctor.name, assignmentsLeft.length));
  return doctor;
}
