import type { Doctor, DoctorId } from "@caretype/client";
import type { Undo } from "../../../kit/notice/last-change.ts";
import { notifyFailed } from "../../../kit/notice/notify.tsx";
import { describeUnrestored } from "../../../records/assignment/describe-unrestored.ts";
import { cacheDoctor, invalidateDoctors } from "../../../records/doctor/doctor-cache.ts";
import { caretype } from "../../../session/client/api.ts";
import { undoDoctor } from "../undo-doctor.ts";

type RestoredDoctor = { doctor: Doctor; name: string; undo: Undo };

/**
 * Restores a removed doctor.
 * Returns how to undo that. Reports assignments that were not restored. Rejects with the call's error.
 */
export async function restoreDoctor(id: DoctorId): Promise<RestoredDoctor> {
  const {
    restoredAssignments,
    assignmentsLeft = [],
    ...doctor
  } = await caretype.doctor.restore.mutate({ id });
  cacheDoctor(doctor);
  await invalidateDoctors();
  if (assignmentsLeft.length > 0) notifyFailed(...describeUnrestored(doctor.name, assignmentsLeft.length));
  return { doctor, name: doctor.name, undo: undoDoctor.restoration(doctor, restoredAssignments) };
}
