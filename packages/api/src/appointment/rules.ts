import { DomainError } from "../error/domain-error.ts";
import type { VisitType } from "../visit-type/schema.ts";
import type { Appointment, AppointmentStatus } from "./schema.ts";
import { mayDo, type Step, steps } from "./steps.ts";

/** Returns the status after a step. Throws `APPOINTMENT_STATE`, which names the current one, if it is not allowed. */
export function statusAfter(step: Step, { status }: Pick<Appointment, "status">): AppointmentStatus {
  if (!mayDo(step, status)) throw new DomainError("APPOINTMENT_STATE", { appointmentStatus: status });
  return steps[step].to ?? status;
}

/** Equal for all seats of a group visit. `own`: an id that no other appointment has. */
export const slotKey = ({ id, seats }: Pick<VisitType, "id" | "seats">, start: number, own: string) =>
  seats > 1 ? `${id} ${new Date(start).toISOString()}` : own;
