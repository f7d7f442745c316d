import type { AppointmentStatus } from "../src/appointment/schema.ts";
import type { Step } from "../src/appointment/steps.ts";

/**
 * The allowed steps of a visit whose time has come, and the status after each. Written independently of the code
 * under test.
 */
export const visitLife: Record<AppointmentStatus, Partial<Record<Step, AppointmentStatus>>> = {
  pending: { confirm: "booked", reschedule: "pending", cancel: "cancelled" },
  booked: {
    reschedule: "booked",
    cancel: "cancelled",
    checkIn: "arrived",
    complete: "fulfilled",
    noShow: "noshow",
  },
  arrived: { cancel: "cancelled", complete: "fulfilled" },
  noshow: { checkIn: "arrived" },
  fulfilled: {},
  cancelled: {},
};

export const visitSteps = ["confirm", "reschedule", "cancel", "checkIn", "complete", "noShow"] as const;
