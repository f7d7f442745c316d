import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Database } from "@caretype/db";
import { appointment } from "@caretype/db/schema";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Appointment, AppointmentStatus } from "./schema.ts";

const heldIfPending = sql`case when ${appointment.status} = 'pending' then ${appointment.heldUntil} end`;

type Cancellation = {
  status: "cancelled";
  by: NonNullable<Appointment["cancelledBy"]>;
  /** In the words of the person who cancels. The patient's link and the waitlist ask for none. */
  reason?: string | null | undefined;
};
type Other = {
  status: Exclude<AppointmentStatus, "cancelled">;
  isConfirmedByPatient?: true;
  hasArrived?: boolean;
  /** Undefined: unchanged. */
  reasonForVisit?: string | null | undefined;
};

type Appointments = Pick<Scope, "practiceId"> & { which: SQL };

/**
 * Sets the status of appointments and its dependent columns. No other code does. The caller has locked the bookings.
 */
export const setStatus = (db: Database, { practiceId, which }: Appointments, to: Cancellation | Other) =>
  db
    .update(appointment)
    .set({
      status: to.status,
      cancelledBy: to.status === "cancelled" ? to.by : null,
      cancellationReason: (to.status === "cancelled" && to.reason) || null,
      // A booking ends the hold. A cancelled hold stays marked as one.
      heldUntil: to.status === "cancelled" ? heldIfPending : null,
      // Reverting a completed visit keeps the time of arrival.
      ...(to.status === "arrived" && !to.hasArrived && { arrivedAt: sql`now()` }),
      ...(to.status === "booked" && { arrivedAt: null }),
      ...("reasonForVisit" in to && { reasonForVisit: to.reasonForVisit }),
      ...("isConfirmedByPatient" in to && { confirmedByPatientAt: sql`now()` }),
    })
    .where(and(eq(appointment.practiceId, practiceId), which));
