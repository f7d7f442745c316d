import type { Database } from "@caretype/db";
import type { AppointmentId } from "../../kernel/field/ids.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { type NotifyContext, notifyPatient } from "../appointment-mail/notify-patient.ts";

type Follow = (
  db: Database,
  scope: Pick<Scope, "practiceId">,
  booked: readonly AppointmentId[],
) => Promise<void>;

/** What follows from bookings, in their transaction. The waitlist adds its own, as it comes after appointments. */
export const followBookings: Follow[] = [];

/** Does what follows from bookings, and tells the patient. Its caller has locked the bookings. */
export async function announceBookings(context: NotifyContext, ids: AppointmentId[]): Promise<void> {
  for (const follow of followBookings) await follow(context.db, context.scope, ids);
  await notifyPatient(context, { kind: "booked", ids });
}
