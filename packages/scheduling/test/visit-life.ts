import type { AppointmentStatus } from "../src/appointment/schema.ts";
import type { Step } from "../src/appointment/steps.ts";

/** What may be done with a visit whose time has come, and what it is then. Not from the code, which may be wrong. */
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
