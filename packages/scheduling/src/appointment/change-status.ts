import { DomainError, invalidInput } from "@caretype/core/kernel/error/domain-error";
import { dayAt } from "@caretype/core/kernel/field/day";
import { beginOfDay } from "@caretype/core/kernel/field/day-begin";
import type { AppointmentId } from "@caretype/core/kernel/field/ids";
import type { ProtectedAudit } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { MailingContext } from "@caretype/core/mechanisms/mail/recipients";
import { type Database, prepared } from "@caretype/db";
import { appointment, encounter, practice } from "@caretype/db/schema";
import { eq, sql } from "drizzle-orm";
import { notifyPatient } from "../appointment-mail/notify-patient.ts";
import { announceBookings } from "./booked.ts";
import { lockForChange, requireReasonOfDeceased } from "./booking.ts";
import { isClosedOffer } from "./closed-offers.ts";
import { findAppointment } from "./queries.ts";
import { statusAfter } from "./rules.ts";
import type { Appointment, CancelAppointment, ConfirmAppointment, StepBack } from "./schema.ts";
import { setStatus } from "./set-status.ts";
import { awaitedFor, type Step, statusBefore } from "./steps.ts";

type Context = { db: Database; scope: Scope; services: MailingContext["services"] };

/** Throws `NOT_YET`, with the time from which the step is possible. */
function requireTime(step: Step, appointment: Appointment, { timeZone }: Scope): void {
  const awaited = awaitedFor(step, appointment, timeZone);
  if (awaited === null) return;
  const { startsAt } = appointment;
  const notBefore = awaited === "start" ? startsAt : beginOfDay(dayAt(startsAt, timeZone), timeZone);
  throw new DomainError("NOT_YET", { notBefore });
}

/** Throws `APPOINTMENT_STATE`, `NOT_YET`, `APPOINTMENT_HAS_ENCOUNTER`, `APPOINTMENT_NOT_FOUND` and `STALE_VERSION`. */
export async function changeStatus(
  context: Context,
  step: Exclude<Step, "reschedule">,
  input: ConfirmAppointment & Partial<CancelAppointment>,
): Promise<Appointment> {
  const { db, scope } = context;
  const current = await lockForChange(db, scope, input);
  const status = statusAfter(step, current);
  requireTime(step, current, scope);
  if (step === "cancel" || step === "noShow") {
    const seen = await findSeen(db, scope, [current.id]);
    if (seen.size > 0) throw new DomainError("APPOINTMENT_HAS_ENCOUNTER");
  }
  const { reasonForVisit = current.reasonForVisit } = input;
  if (step === "confirm") {
    if (await isClosedOffer(db, { ...scope, appointmentId: current.id }))
      throw new DomainError("APPOINTMENT_STATE", { appointmentStatus: "cancelled" });
    await requireReasonOfDeceased(db, scope, { ...current, reasonForVisit });
  }
  if (status === "cancelled") await requireReason(db, scope, input.reason);
  const to =
    status === "cancelled"
      ? ({ status, by: "practice", reason: input.reason } as const)
      : { status, reasonForVisit };
  await setStatus(db, { ...scope, which: eq(appointment.id, input.id) }, to);
  if (step === "confirm") {
    await announceBookings(context, [input.id]);
  }
  // The patient was not notified of a hold.
  if (step === "cancel" && current.status !== "pending")
    await notifyPatient(context, { kind: "cancelled", ids: [input.id] });
  return findAppointment(db, scope, input.id);
}

const needsReason = prepared(["practiceId"], (db) =>
  db
    .select({ needed: practice.cancellationReasonRequired })
    .from(practice)
    .where(eq(practice.id, sql.placeholder("practiceId"))),
);

/** Throws `INVALID_INPUT` if the practice requires a reason for a cancellation, and there is none. */
export async function requireReason(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  reason: string | null | undefined,
): Promise<void> {
  if (reason) return;
  const [found] = await needsReason(db).execute({ practiceId });
  if (found?.needed !== false) throw invalidInput({ reason: ["Required"] });
}

const encounters = prepared(["practiceId", "ids"], (db) =>
  db
    .select({ appointmentId: encounter.appointmentId, status: encounter.status })
    .from(encounter)
    .where(
      sql`${encounter.practiceId} = ${sql.placeholder("practiceId")}
        and ${encounter.appointmentId} = any(${sql.placeholder("ids")}::uuid[])
        and ${encounter.status} not in ('cancelled', 'entered-in-error')`,
    ),
);

/** Returns the visits that take or took place: a patient who is seen has come. */
export async function findSeen(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  ids: AppointmentId[],
) {
  const found = await encounters(db).execute({ practiceId, ids });
  return new Set(
    found
      .filter(({ status }) => status === "in-progress" || status === "finished")
      .map(({ appointmentId }) => appointmentId),
  );
}

/**
 * Reverts the last step, for example if a patient was checked in by mistake, or came after all. The time must still
 * be free. Throws `APPOINTMENT_STATE`, `APPOINTMENT_HAS_ENCOUNTER`, `APPOINTMENT_NOT_FOUND` and `STALE_VERSION`.
 */
export async function stepBack(
  context: Context & { audit: Pick<ProtectedAudit, "reason"> },
  { reason, reasonForVisit: otherReason, ...input }: StepBack,
): Promise<Appointment> {
  const { db, scope, audit } = context;
  const { id } = input;
  const { practiceId } = scope;
  const current = await lockForChange(db, scope, input);
  const status = statusBefore(current);
  if (status === null) throw new DomainError("APPOINTMENT_STATE", { appointmentStatus: current.status });
  const [found] = status === "booked" ? await encounters(db).execute({ practiceId, ids: [id] }) : [];
  if (found) throw new DomainError("APPOINTMENT_HAS_ENCOUNTER");
  const reasonForVisit = otherReason === undefined ? current.reasonForVisit : otherReason;
  if (current.status === "cancelled")
    await requireReasonOfDeceased(db, scope, { ...current, reasonForVisit });
  audit.reason(reason);
  await setStatus(
    db,
    { practiceId, which: eq(appointment.id, id) },
    { status, reasonForVisit, hasArrived: current.arrivedAt !== null },
  );
  // The patient was notified of the cancellation.
  if (current.status === "cancelled") await announceBookings(context, [id]);
  return findAppointment(db, scope, id);
}
