import type { Doctor, DoctorId } from "@caretype/client";
import { caretype } from "../../api.ts";
import { leftBehind } from "../../assignment/left-behind.ts";
import { notifyFailed } from "../../shell/notice/notify.tsx";
import { keepDoctor, readDoctorsAnew } from "../doctor-cache.ts";

/** Restores a removed doctor, and says which assignments could not be restored. Rejects as the call does. */
export async function restoreDoctor(id: DoctorId): Promise<Doctor> {
  const {
    restoredAssignments: _back,
    assignmentsLeft = [],
    ...doctor
  } = await caretype.doctor.restore.mutate({ id });
  keepDoctor(doctor);
  await readDoctorsAnew();
  if (assignmentsLeft.length > 0) notifyFailed(...leftBehind(doctor.name, assignmentsLeft.length));
  return doctor;
}
