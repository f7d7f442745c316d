import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { AppointmentId, PatientId, WaitlistEntryId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { SubjectsContext } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { MailingContext } from "@caretype/core/mechanisms/mail/recipients";
import type { Database } from "@caretype/db";
import { appointment, patient, practice, waitlistEntry, waitlistOffer } from "@caretype/db/schema";
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { lockBookings } from "../appointment/lock-bookings.ts";
import { setStatus } from "../appointment/set-status.ts";
import { isReachable } from "../appointment-mail/queries.ts";
import { findFulfilled } from "./find-matches.ts";
import { findWishes, wishOf } from "./queries.ts";

/** Removes an entry from the list and withdraws its open offer. Throws `WAITLIST_ENTRY_NOT_FOUND`. */
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

/** Cancels the holds of open offers, so that the slots are offered to others. */
async function withdrawOffers(db: Database, scope: Pick<Scope, "practiceId">, isTheirs: SQL): Promise<void> {
  const offered = db
    .select({ id: waitlistOffer.appointmentId })
    .from(waitlistOffer)
    .where(and(eq(waitlistOffer.practiceId, scope.practiceId), isNull(waitlistOffer.endedAt), isTheirs));
  const which = sql`${appointment.status} = 'pending' and ${appointment.id} in (${offered})`;
  await setStatus(db, { ...scope, which }, { status: "cancelled", by: "practice" });
}

/** Removes a patient from the waitlist, before the patient's removal. The caller has locked the patient. */
export async function leaveWaitlist(db: Database, scope: Scope, patientId: PatientId): Promise<void> {
  const isTheirs = entriesOf(scope, patientId);
  const entries = db.select({ id: waitlistEntry.id }).from(waitlistEntry).where(isTheirs);
  await withdrawOffers(db, scope, sql`${waitlistOffer.entryId} in (${entries})`);
  await db.delete(waitlistEntry).where(isTheirs);
}

/** Removes wishes that bookings fulfil, possibly several of one patient. The caller has locked the bookings. */
export async function endWishes(
  db: Database,
  scope: Pick<Scope, "practiceId">,
  booked: readonly AppointmentId[],
): Promise<void> {
  const found = await findFulfilled(db, scope.practiceId, booked);
  if (found.length === 0) return;
  const ids = found.map(({ id }) => id);
  await withdrawOffers(db, scope, inArray(waitlistOffer.entryId, ids));
  await db.delete(waitlistEntry).where(among(scope, ids));
}

/** Withdraws offers of patients who get no emails any more, so that the next patient is offered the slot. */
export async function withdrawUnreachable(
  { db, scope }: MailingContext,
  patientId: PatientId | null,
): Promise<void> {
  const isTheirs = patientId === null ? sql`true` : sql`held.patient_id = ${patientId}`;
  const isUnreachable = sql`exists (
    select from ${appointment} as held
      join ${practice} on practice.id = held.practice_id
      join ${patient} on patient.practice_id = held.practice_id and patient.id = held.patient_id
    where held.practice_id = ${waitlistOffer.practiceId} and held.id = ${waitlistOffer.appointmentId}
      and ${isTheirs} and not ${isReachable})`;
  await withdrawOffers(db, scope, isUnreachable);
}

type Move = { fromId: PatientId; toId: PatientId };

const among = ({ practiceId }: Pick<Scope, "practiceId">, ids: readonly WaitlistEntryId[]) =>
  and(eq(waitlistEntry.practiceId, practiceId), inArray(waitlistEntry.id, [...ids]));

const entriesOf = ({ practiceId }: Scope, patientId: PatientId) =>
  and(eq(waitlistEntry.practiceId, practiceId), eq(waitlistEntry.patientId, patientId));

export type MovedWishes = {
  waitlist: WaitlistEntryId[];
  /** Entries that replaced equal wishes of both patients. */
  equalWishes: WaitlistEntryId[];
};

/**
 * Moves a merged patient's entries to the kept one. Among equal wishes, one with an offer stays, otherwise the
 * oldest. Wishes with different notes stay separate, so that an undo does not mix up two people's notes.
 */
export async function moveWaitlist(db: Database, scope: Scope, { fromId, toId }: Move): Promise<MovedWishes> {
  const wishes = [await findWishes(db, scope, fromId), await findWishes(db, scope, toId)]
    .flat()
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const equalWishes: WaitlistEntryId[] = [];
  const keyOf = (wish: (typeof wishes)[number]) => `${wishOf(wish, scope.timeZone)} ${wish.note ?? ""}`;
  for (const equal of Map.groupBy(wishes, keyOf).values()) {
    const stays = equal.find(({ isOffered }) => isOffered) ?? equal[0];
    const gone = equal.filter((wish) => wish !== stays && !wish.isOffered);
    if (!stays || gone.every(({ patientId }) => patientId === stays.patientId)) continue;
    const ids = gone.map(({ id }) => id);
    await db.delete(waitlistEntry).where(among(scope, ids));
    equalWishes.push(stays.id);
  }
  const moved = await db
    .update(waitlistEntry)
    .set({ patientId: toId })
    .where(entriesOf(scope, fromId))
    .returning({ id: waitlistEntry.id });
  return { waitlist: moved.map(({ id }) => id), equalWishes };
}

/** Moves back the entries that the patient still has. Copies equal wishes, so that both patients have them again. */
export async function moveWaitlistBack(
  db: Database,
  scope: Scope,
  { waitlist, equalWishes, fromId, toId }: Move & MovedWishes,
): Promise<void> {
  const stillTheirs = (ids: readonly WaitlistEntryId[]) => and(entriesOf(scope, fromId), among(scope, ids));
  const equal = await db.select().from(waitlistEntry).where(stillTheirs(equalWishes));
  const copies = equal.map((wish) => {
    return { ...wish, id: newId<WaitlistEntryId>(), patientId: waitlist.includes(wish.id) ? fromId : toId };
  });
  await db.update(waitlistEntry).set({ patientId: toId }).where(stillTheirs(waitlist));
  if (copies.length > 0) await db.insert(waitlistEntry).values(copies);
}
