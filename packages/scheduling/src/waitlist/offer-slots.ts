import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import { toDomainError } from "@caretype/core/kernel/error/map";
import type { SessionId } from "@caretype/core/kernel/field/ids";
import { asId } from "@caretype/core/kernel/field/ids";
import { minId } from "@caretype/core/kernel/field/paging";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database, DatabaseHandle } from "@caretype/db";
import { appointment } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import { beginBooking, insertAppointment } from "../appointment/booking.ts";
import { findClosedOffers } from "../appointment/closed-offers.ts";
import { lockBookings } from "../appointment/lock-bookings.ts";
import { setStatus } from "../appointment/set-status.ts";
import { notifyPatient } from "../appointment-mail/notify-patient.ts";
import {
  expireHolds,
  type FreedSlot,
  findExpired,
  findMatches,
  type Match,
  takeFreedSlot,
} from "./find-matches.ts";
import { insertOffer } from "./queries.ts";

type Offering = {
  database: Pick<DatabaseHandle, "transaction">;
  services: Pick<Services, "mailer" | "linkTokens">;
};

/** Codes for which a patient is skipped and the slot offered to the next one. */
const skipped: ErrorCode[] = [
  "SLOT_TAKEN",
  "ROOM_TAKEN",
  "PATIENT_BOOKED",
  "DAY_FULL",
  "OUTSIDE_OPENING_HOURS",
  "PATIENT_NOT_FOUND",
  "DOCTOR_NOT_FOUND",
  "PATIENT_OR_DOCTOR_NOT_FOUND",
  "VISIT_TYPE_NOT_FOUND",
  "INVALID_INPUT",
];

/** Acts for the member who added the patient to the list, without any permission. */
const scopeOf = ({ practiceId }: FreedSlot, { createdBy, timeZone }: Match): Scope => ({
  practiceId,
  timeZone,
  dialect: null,
  accountId: createdBy,
  sessionId: asId<SessionId>(minId),
  role: "none",
  permissions: new Set(),
  freshUntil: 0,
});

/**
 * Holds the slot for a patient, and emails the offer. False if the slot cannot be held or the patient gets no emails.
 */
async function offer(
  db: Database,
  services: Offering["services"],
  { slot, match }: { slot: FreedSlot; match: Match },
): Promise<boolean> {
  const scope = scopeOf(slot, match);
  const context = { db, scope, services, audit: { reason: () => undefined } };
  const { patientId, visitTypeId, roomId, entryId, offerMinutes } = match;
  const { doctorId, startsAt } = slot;
  await db.execute(sql`savepoint offer`);
  try {
    const visit = await beginBooking(context, { patientId, visitTypeId, roomId });
    const input = { patientId, visitTypeId, roomId, doctorId, startsAt };
    const placing = { visit, status: "pending", holdMinutes: offerMinutes } as const;
    const appointmentId = await insertAppointment(context, input, placing);
    await insertOffer(db, scope, { appointmentId, entryId });
    if (await notifyPatient(context, { kind: "offered", ids: [appointmentId] })) {
      await db.execute(sql`release savepoint offer`);
      return true;
    }
  } catch (error) {
    if (!skipped.includes(toDomainError(error).code)) throw error;
  }
  await db.execute(sql`rollback to savepoint offer`);
  return false;
}

async function offerToFirst(db: Database, services: Offering["services"], slot: FreedSlot): Promise<void> {
  await lockBookings(db, slot);
  for (const match of await findMatches(db, slot)) if (await offer(db, services, { slot, match })) return;
}

/**
 * Passes on expired offers, and offers all freed slots. Several servers may run this at once. Each slot is a
 * transaction, so other servers take over the slot of a crashed one.
 */
export async function offerFreedSlots({ database, services }: Offering): Promise<void> {
  const expireOne = (db: Database) => expireNext(db);
  while (await database.transaction(expireOne));
  await withdrawClosed(database);
  const failures: unknown[] = [];
  let after: { createdAt: string; id: string } = { createdAt: "-infinity", id: minId };
  let isMore = true;
  while (isMore) {
    try {
      isMore = await database.transaction(async (db) => {
        const slot = await takeFreedSlot(db, after);
        if (!slot) return false;
        after = slot;
        await offerToFirst(db, services, slot);
        return true;
      });
    } catch (error) {
      failures.push(error);
      if (failures.length > 20) break;
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Withdraws offers at times that became a holiday or left the doctor's opening hours. */
async function withdrawClosed(database: Offering["database"]): Promise<void> {
  const offers = await database.transaction((db) => findClosedOffers(db));
  for (const { practiceId, appointmentId } of offers) {
    const which = sql`${appointment.status} = 'pending' and ${appointment.id} = ${appointmentId}`;
    await database.transaction(async (db) => {
      await lockBookings(db, { practiceId });
      await setStatus(db, { practiceId, which }, { status: "cancelled", by: "practice" });
    });
  }
}

async function expireNext(db: Database): Promise<boolean> {
  const practiceId = await findExpired(db);
  if (!practiceId) return false;
  await lockBookings(db, { practiceId });
  await expireHolds(db, practiceId);
  return true;
}
