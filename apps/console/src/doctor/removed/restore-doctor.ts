import type { Doctor, DoctorId } from "@caretype/client";
import { caretype } from "../../api.ts";
import { describeUnrestored } from "../../assignment/describe-unrestored.ts";
import { notifyFailed, type Undo } from "../../shell/notice/notify.tsx";
import { cacheDoctor, invalidateDoctors } from "../doctor-cache.ts";
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
