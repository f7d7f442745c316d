import { dayAt, type PracticeZone, today } from "@caretype/core/kernel/field/day";
import { currentTime } from "@caretype/core/kernel/field/time";
import type { Appointment, AppointmentStatus } from "./schema.ts";

// Pure: browsers use it to offer allowed steps.

/** Statuses of an appointment that occupies its time and is not over. */
export const standing = ["pending", "booked", "arrived"] as const satisfies AppointmentStatus[];

/** Statuses of a visit that did not take place. It can be booked again. */
export const over = ["cancelled", "noshow"] as const satisfies AppointmentStatus[];

/**
 * The state machine of an appointment: the allowed statuses of each step, and the status after it. Null keeps the
 * status.
 */
export const steps = {
  confirm: { from: ["pending"], to: "booked" },
  reschedule: { from: ["pending", "booked"], to: null },
  cancel: { from: ["pending", "booked", "arrived"], to: "cancelled" },
  /** Also for a patient who comes late. */
  checkIn: { from: ["booked", "noshow"], to: "arrived" },
  complete: { from: ["booked", "arrived"], to: "fulfilled" },
  noShow: { from: ["booked"], to: "noshow" },
} as const satisfies Record<string, { from: AppointmentStatus[]; to: AppointmentStatus | null }>;

export type Step = keyof typeof steps;
export const stepNames = Object.keys(steps).filter((name): name is Step => Object.hasOwn(steps, name));

type Timed = Pick<Appointment, "status" | "startsAt">;

/**
 * What a step must wait for: the start of the visit, or for check-in its day, because patients come early. Null:
 * nothing. A patient who has arrived may be seen before the time.
 */
export function awaitedFor(step: Step, { status, startsAt }: Timed, timeZone: PracticeZone) {
  if (step === "checkIn") return dayAt(startsAt, timeZone) > today(timeZone) ? "day" : null;
  if (step !== "noShow" && !(step === "complete" && status === "booked")) return null;
  return Date.parse(startsAt) > currentTime() ? "start" : null;
}

type Stepped = Pick<Appointment, "status" | "arrivedAt" | "cancelledBy" | "heldUntil">;

/**
 * The status after the last step is reverted. Null if it cannot be: a booking is cancelled or moved instead, and an
 * expired hold was never booked.
 */
export function statusBefore(stepped: Stepped): "booked" | "arrived" | null {
  const { status, arrivedAt, cancelledBy, heldUntil } = stepped;
  if (status === "arrived" || status === "noshow") return "booked";
  const isCancelled =
    status === "cancelled" && heldUntil === null && (cancelledBy === "practice" || cancelledBy === "patient");
  if (status === "fulfilled" || isCancelled) return arrivedAt === null ? "booked" : "arrived";
  return null;
}

export const mayDo = (step: Step, status: AppointmentStatus): boolean =>
  steps[step].from.some((from) => from === status);
