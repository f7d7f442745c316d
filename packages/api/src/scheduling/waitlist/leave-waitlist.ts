import type { Database } from "@caretype/db";
import { appointment, waitlistEntry, waitlistOffer } from "@caretype/db/schema";
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { AppointmentId, PatientId, WaitlistEntryId } from "../../kernel/field/ids.ts";
import type { SubjectsContext } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { followBookings } from "../appointment/booked.ts";
import { lockBookings } from "../appointment/lock-bookings.ts";
import { setStatus } from "../appointment/set-status.ts";
import { findFulfilled } from "./find-matches.ts";

/** Takes an entry off the list, and its open offer back. Throws `WAITLIST_ENTRY_NOT_FOUND`. */
export async function removeFromWaitlist(
  { db, scope, audit }: SubjectsContext,
  id: WaitlistEntryId,
): Promise<void> {
  const { practiceId } = scope;
  await lockBookings(db, scope);
  const isEntry = and(eq(waitlistEntry.practiceId, practiceId), eq(waitlistEntry.id, id));
  await withdrawOffers(db, scope, eq(waitlistOffer.entryId, id));
  const [removed] = await db
    .delete(waitlistEntry)
    .where(isEntry)
    .returning({ patientId: waitlistEntry.patientId });
  if (!removed) throw new DomainError("WAITLIST_ENTRY_NOT_FOUND");
  audit.subjects([removed.patientId]);
}

/** Cancels the holds of open offers, so that others are offered the slots. */
async function withdrawOffers(db: Database, scope: Pick<Scope, "practiceId">, isTheirs: SQL): Promise<void> {
  const offered = db
    .select({ id: waitlistOffer.appointmentId })
    .from(waitlistOffer)
    .where(and(eq(waitlistOffer.practiceId, scope.practiceId), isNull(waitlistOffer.endedAt), isTheirs));
  const which = sql`${appointment.status} = 'pending' and ${appointment.id} in (${offered})`;
  await setStatus(db, { ...scope, which }, { status: "cancelled", by: "practice" });
}

/** Takes a patient off the waitlist, before their removal. Its caller has locked the patient. */
export async function leaveWaitlist(db: Database, scope: Scope, patientId: PatientId): Promise<void> {
  const isTheirs = entriesOf(scope, patientId);
  const entries = db.select({ id: waitlistEntry.id }).from(waitlistEntry).where(isTheirs);
  await withdrawOffers(db, scope, sql`${waitlistOffer.entryId} in (${entries})`);
  await db.delete(waitlistEntry).where(isTheirs);
}

/** Takes wishes off the waitlist that bookings fulfil, also several of one patient. Its caller has locked the bookings. */
async function endWishes(
  db: Database,
  scope: Pick<Scope, "practiceId">,
  booked: readonly AppointmentId[],
): Promise<void> {
  const found = await findFulfilled(db, scope.practiceId, booked);
  if (found.length === 0) return;
  const ids = found.map(({ id }) => id);
  await withdrawOffers(db, scope, inArray(waitlistOffer.entryId, ids));
  await db
    .delete(waitlistEntry)
    .where(and(eq(waitlistEntry.practiceId, scope.practiceId), inArray(waitlistEntry.id, ids)));
}

followBookings.push(endWishes);

type Move = { fromId: PatientId; toId: PatientId };

const entriesOf = ({ practiceId }: Scope, patientId: PatientId) =>
  and(eq(waitlistEntry.practiceId, practiceId), eq(waitlistEntry.patientId, patientId));

/** Moves a merged patient's entries to the kept one. Resolves to their ids. */
export async function moveWaitlist(
  db: Database,
  scope: Scope,
  { fromId, toId }: Move,
): Promise<WaitlistEntryId[]> {
  const moved = await db
    .update(waitlistEntry)
    .set({ patientId: toId })
    .where(entriesOf(scope, fromId))
    .returning({ id: waitlistEntry.id });
  return moved.map(({ id }) => id);
}

/** Moves those entries back that the patient still has. */
export async function moveWaitlistBack(
  db: Database,
  scope: Scope,
  { ids, fromId, toId }: Move & { ids: readonly WaitlistEntryId[] },
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(waitlistEntry)
    .set({ patientId: toId })
    .where(and(entriesOf(scope, fromId), inArray(waitlistEntry.id, [...ids])));
}
