import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { PublicContext } from "@caretype/core/kernel/procedure/body-context";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database } from "@caretype/db";
import { appointment } from "@caretype/db/schema";
import { eq } from "drizzle-orm";
import { announceBookings } from "../appointment/booked.ts";
import { isClosedOffer } from "../appointment/closed-offers.ts";
import { lockBookings } from "../appointment/lock-bookings.ts";
import { lockAppointment } from "../appointment/queries.ts";
import { setStatus } from "../appointment/set-status.ts";
import { notifyPatient } from "../appointment-mail/notify-patient.ts";
import { findByLink, type Linked } from "./links.ts";
import type { AppointmentByLink, ChangeByLink, LinkedAppointment } from "./schema.ts";

type LinkContext = Pick<PublicContext, "db" | "audit" | "transaction"> & {
  services: Pick<Services, "linkTokens" | "mailer">;
};

/** The practice's audit has the entry, with the records. */
async function find({ audit, services }: LinkContext, db: Database, token: string): Promise<Linked> {
  const linked = await findByLink(db, services.linkTokens, token);
  audit.ofPractice(linked.practiceId);
  audit.subjects([linked.shown.id, linked.patientId, linked.doctorId]);
  return linked;
}

/** An offer for a closed time is withdrawn within seconds. */
const isOver = async (db: Database, { practiceId, shown }: Linked): Promise<boolean> =>
  shown.status === "pending" && (await isClosedOffer(db, { practiceId, appointmentId: shown.id }));

/** Throws `INVALID_LINK`. */
export async function readByLink(ctx: LinkContext, { token }: AppointmentByLink): Promise<LinkedAppointment> {
  const linked = await find(ctx, ctx.db, token);
  if (!(await isOver(ctx.db, linked))) return linked.shown;
  return { ...linked.shown, status: "cancelled", heldUntil: null, mayChange: false };
}

/** Locks the appointment of a link. Throws `INVALID_LINK`, and `APPOINTMENT_MOVED` if the patient saw another time. */
async function lockByLink(
  ctx: LinkContext,
  tx: Database,
  { token, startsAt }: ChangeByLink,
): Promise<Linked> {
  const { practiceId, shown } = await find(ctx, tx, token);
  await lockBookings(tx, { practiceId });
  await lockAppointment(tx, { practiceId }, shown.id);
  const linked = await find(ctx, tx, token);
  if (Date.parse(linked.shown.startsAt) !== Date.parse(startsAt)) throw new DomainError("APPOINTMENT_MOVED");
  return linked;
}

const ofLinked = ({ practiceId, shown }: Linked) => ({ practiceId, which: eq(appointment.id, shown.id) });

function requireChangeable({ shown: { mayChange, status } }: Linked): void {
  if (!mayChange) throw new DomainError("APPOINTMENT_STATE", { appointmentStatus: status });
}

/**
 * Confirms the appointment, or books what was offered from the waitlist. Throws `INVALID_LINK`, `APPOINTMENT_MOVED`
 * and `APPOINTMENT_STATE`.
 */
export async function confirmByLink(ctx: LinkContext, input: ChangeByLink): Promise<LinkedAppointment> {
  return ctx.transaction(async (tx) => {
    const linked = await lockByLink(ctx, tx, input);
    requireChangeable(linked);
    if (linked.shown.confirmedByPatientAt !== null) return linked.shown;
    const isOffer = linked.shown.status === "pending";
    if (await isOver(tx, linked))
      throw new DomainError("APPOINTMENT_STATE", { appointmentStatus: "cancelled" });
    await setStatus(tx, ofLinked(linked), { status: "booked", isConfirmedByPatient: true });
    if (isOffer) await announceBookings(contextOf(ctx, tx, linked), [linked.shown.id]);
    return (await find(ctx, tx, input.token)).shown;
  });
}

const contextOf = ({ services }: LinkContext, db: Database, { practiceId }: Linked) => ({
  db,
  scope: { practiceId },
  services,
});

/**
 * Cancels the appointment, or declines the offer. Throws `INVALID_LINK`, `APPOINTMENT_MOVED` and `APPOINTMENT_STATE`.
 */
export async function cancelByLink(ctx: LinkContext, input: ChangeByLink): Promise<LinkedAppointment> {
  return ctx.transaction(async (tx) => {
    const linked = await lockByLink(ctx, tx, input);
    if (linked.shown.status === "cancelled") return linked.shown;
    requireChangeable(linked);
    const isOffer = linked.shown.status === "pending";
    await setStatus(tx, ofLinked(linked), { status: "cancelled", by: "patient" });
    // A declined offer needs no notification.
    if (!isOffer)
      await notifyPatient(contextOf(ctx, tx, linked), { kind: "cancelled", ids: [linked.shown.id] });
    return (await find(ctx, tx, input.token)).shown;
  });
}
