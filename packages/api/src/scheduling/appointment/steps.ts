import type { AppointmentStatus } from "./schema.ts";

// Pure: browsers use it to offer what is allowed.

/** Statuses with which an appointment stands: its time is taken, and it is not over. */
export const standing = ["pending", "booked", "arrived"] as const satisfies AppointmentStatus[];

/** Statuses of a visit that did not take place: it can be booked again. */
export const over = ["cancelled", "noshow"] as const satisfies AppointmentStatus[];

/** An appointment's life: what may be done in which status, and the status after it. Null: the same. */
export const steps = {
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
