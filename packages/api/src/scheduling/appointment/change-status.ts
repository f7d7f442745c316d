import { type Database, schema } from "@caretype/db";
import { eq } from "drizzle-orm";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { type NotifyContext, notifyPatient } from "../appointment-mail/notify-patient.ts";
import { lockForChange } from "./booking.ts";
import { findAppointment } from "./queries.ts";
import { statusAfter } from "./rules.ts";
import type { Appointment, CancelAppointment, ChangeAppointment } from "./schema.ts";
import { setStatus } from "./set-status.ts";
import type { Step } from "./steps.ts";

const { appointment } = schema;

type Context = { db: Database; scope: Scope; services: NotifyContext["services"] };

/** Throws `APPOINTMENT_STATE`, `APPOINTMENT_NOT_FOUND` and `STALE_VERSION`. */
export async function changeStatus(
  context: Context,
  step: Exclude<Step, "reschedule">,
  input: ChangeAppointment & Partial<CancelAppointment>,
): Promise<Appointment> {
  const { db, scope } = context;
  const current = await lockForChange(db, scope, input);
  const status = statusAfter(step, current);
  const to =
    status === "cancelled" ? ({ status, by: "practice", reason: input.reason } as const) : { status };
  await setStatus(db, { ...scope, which: eq(appointment.id, input.id) }, to);
  if (step === "confirm") await notifyPatient(context, { kind: "booked", ids: [input.id] });
  // A hold was not told.
  if (step === "cancel" && current.status !== "pending")
    await notifyPatient(context, { kind: "cancelled", ids: [input.id] });
  return findAppointment(db, scope, input.id);
}
