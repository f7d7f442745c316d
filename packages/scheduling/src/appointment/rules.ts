import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { DoctorId } from "@caretype/core/kernel/field/ids";
import type { VisitType } from "../visit-type/schema.ts";
import type { Appointment, AppointmentStatus } from "./schema.ts";
import { mayDo, type Step, steps } from "./steps.ts";

/**
 * Returns the status after a step. Throws `APPOINTMENT_STATE`, with the current status, if the step is not allowed.
 */
export function statusAfter(step: Step, { status }: Pick<Appointment, "status">): AppointmentStatus {
  if (!mayDo(step, status)) throw new DomainError("APPOINTMENT_STATE", { appointmentStatus: status });
  return steps[step].to ?? status;
}

/** Throws `APPOINTMENT_STATE`, with the current status, if that is not one of these. */
export function requireStatus(
  { status }: Pick<Appointment, "status">,
  allowed: readonly AppointmentStatus[],
) {
  if (!allowed.includes(status)) throw new DomainError("APPOINTMENT_STATE", { appointmentStatus: status });
}

/**
 * Equal for all seats of a doctor's group visit. Without the doctor, groups of two doctors could share a room. `own`
 * is a unique id.
 */
export const slotKey = (
  { id, seats }: Pick<VisitType, "id" | "seats">,
  { doctorId, start }: { doctorId: DoctorId; start: number },
  own: string,
): string => (seats > 1 ? `${id} ${doctorId} ${new Date(start).toISOString()}` : own);
