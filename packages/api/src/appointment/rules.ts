import { DomainError } from "../error/domain-error.ts";
import type { VisitType } from "../visit-type/schema.ts";
import type { Appointment, AppointmentStatus } from "./schema.ts";

/** Statuses with which an appointment stands: its time is taken, and it is not over. */
export const standing = ["pending", "booked", "arrived"] as const satisfies AppointmentStatus[];

/** An appointment's life: what may be done in which status, and the status after it. Null: the same. */
const steps = {
  confirm: { from: ["pending"], to: "booked" },
  reschedule: { from: ["pending", "booked"], to: null },
  cancel: { from: ["pending", "booked", "arrived"], to: "cancelled" },
  /** Also of a patient who comes late. */
  checkIn: { from: ["booked", "noshow"], to: "arrived" },
  complete: { from: ["booked", "arrived"], to: "fulfilled" },
  noShow: { from: ["booked"], to: "noshow" },
} as const satisfies Record<string, { from: AppointmentStatus[]; to: AppointmentStatus | null }>;

export type Step = keyof typeof steps;
export const stepNames = Object.keys(steps).filter((name): name is Step => Object.hasOwn(steps, name));

export const mayDo = (step: Step, status: AppointmentStatus): boolean =>
  steps[step].from.some((from) => from === status);

/** Returns the status after a step. Throws `APPOINTMENT_STATE`, which names the current one, if it is not allowed. */
export function statusAfter(step: Step, { status }: Pick<Appointment, "status">): AppointmentStatus {
  if (!mayDo(step, status)) throw new DomainError("APPOINTMENT_STATE", { appointmentStatus: status });
  return steps[step].to ?? status;
}

/** Equal for all seats of a group visit. `own`: an id that no other appointment has. */
export const slotKey = ({ id, seats }: Pick<VisitType, "id" | "seats">, start: number, own: string) =>
  seats > 1 ? `${id} ${new Date(start).toISOString()}` : own;
