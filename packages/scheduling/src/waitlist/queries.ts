import { invalidInput, onlyRow } from "@caretype/core/kernel/error/domain-error";
import { today } from "@caretype/core/kernel/field/day";
import type { AppointmentId, DoctorId, PatientId, WaitlistEntryId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { pageById } from "@caretype/core/kernel/field/paging";
import { withSingleBlanks } from "@caretype/core/kernel/field/schemas";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { doctorNameOf, findDoctor } from "@caretype/core/people/doctor/queries";
import { lockPatient } from "@caretype/core/people/patient/queries";
import { type Database, type DatabaseHandle, newRow, prepared, preparedInsert } from "@caretype/db";
import { appointment, patient, visitType, waitlistEntry, waitlistOffer } from "@caretype/db/schema";
import { and, asc, eq, getTableColumns, gt, isNull, type SQL, sql } from "drizzle-orm";
import { ownZone } from "../opening-hours/queries.ts";
import { visitTypes } from "../visit-type/queries.ts";
import type { AddToWaitlist, ListWaitlist, WaitlistEntry, WaitlistPage } from "./schema.ts";

const practiceId = sql.placeholder("practiceId");
const entryId = sql`${waitlistEntry.id}`;

/** The hold of an entry's open offer. A patient has at most one open offer. */
const openOffer = (db: Database) =>
  db
    .select({
      appointmentId: appointment.id,
      doctorId: sql<DoctorId>`${appointment.doctorId}`.as("offered_doctor_id"),
      startsAt: appointment.startsAt,
      heldUntil: appointment.heldUntil,
    })
    .from(waitlistOffer)
    .innerJoin(
      appointment,
      and(
        eq(appointment.practiceId, waitlistOffer.practiceId),
        eq(appointment.id, waitlistOffer.appointmentId),
      ),
    )
    .where(
      and(
        eq(waitlistOffer.practiceId, practiceId),
        eq(waitlistOffer.entryId, entryId),
        isNull(waitlistOffer.endedAt),
        eq(appointment.status, "pending"),
        gt(appointment.heldUntil, sql`now()`),
      ),
    )
    .limit(1)
    .as("offer");

const selectEntries = (db: Database, ...where: SQL[]) => {
  const offer = openOffer(db);
  const { practiceId: _practice, ...columns } = getTableColumns(waitlistEntry);
  return db
    .select({
      ...columns,
      patientName: sql<string>`(select named.name from ${patient} as named
        where named.practice_id = ${practiceId} and named.id = ${sql`${waitlistEntry.patientId}`})`,
      visitTypeName: sql<string>`(select named.name from ${visitType} as named
        where named.practice_id = ${practiceId} and named.id = ${sql`${waitlistEntry.visitTypeId}`})`,
      doctorName: doctorNameOf(sql`${waitlistEntry.doctorId}`),
      offeredId: offer.appointmentId,
      offeredDoctorId: offer.doctorId,
      offeredStart: offer.startsAt,
      offeredUntil: offer.heldUntil,
    })
    .from(waitlistEntry)
    .leftJoinLateral(offer, sql`true`)
    .where(
      and(
        eq(waitlistEntry.practiceId, practiceId),
        sql`${waitlistEntry.lastDay} >= (now() at time zone ${ownZone})::date`,
        ...where,
      ),
    );
};

const page = prepared(["practiceId", "id", "limit"], (db) =>
  selectEntries(db, gt(waitlistEntry.id, sql.placeholder("id")))
    .orderBy(asc(waitlistEntry.id))
    .limit(sql.placeholder("limit")),
);

const ofPatient = prepared(["practiceId", "patientId", "id", "limit"], (db) =>
  selectEntries(
    db,
    eq(waitlistEntry.patientId, sql.placeholder("patientId")),
    gt(waitlistEntry.id, sql.placeholder("id")),
  )
    .orderBy(asc(waitlistEntry.id))
    .limit(sql.placeholder("limit")),
);

const byId = prepared(["practiceId", "id"], (db) =>
  selectEntries(db, eq(waitlistEntry.id, sql.placeholder("id"))),
);

type Row = Awaited<ReturnType<ReturnType<typeof byId>["execute"]>>[number];

function toEntry({ offeredId, offeredDoctorId, offeredStart, offeredUntil, ...entry }: Row): WaitlistEntry {
  const offer =
    offeredId && offeredDoctorId && offeredStart && offeredUntil
      ? {
          appointmentId: offeredId,
          doctorId: offeredDoctorId,
          startsAt: offeredStart,
          heldUntil: offeredUntil,
        }
      : null;
  return { ...entry, offer };
}

/** Lists waiting patients, longest waiting first. */
export const listWaitlist = (
  db: Database,
  { practiceId }: Scope,
  { patientId, ...input }: ListWaitlist,
): Promise<WaitlistPage> =>
  pageById(
    input,
    async (place) => {
      const values = { practiceId, ...place };
      const rows = patientId ? ofPatient(db).execute({ ...values, patientId }) : page(db).execute(values);
      return (await rows).map(toEntry);
    },
    "oldest",
  );

const insertion = preparedInsert(waitlistEntry, { id: waitlistEntry.id });

/** The key by which a patient's wishes are equal. Ignores the note, and a first day that is not in the future. */
export function wishOf(wish: Omit<AddToWaitlist, "note" | "patientId">, timeZone: Scope["timeZone"]): string {
  const { visitTypeId, doctorId, specialization, weekdays, startsFrom, startsTo, firstDay, lastDay } = wish;
  return JSON.stringify([
    visitTypeId,
    doctorId,
    specialization && withSingleBlanks(specialization).toLowerCase(),
    weekdays.toSorted(),
    startsFrom ?? "00:00",
    startsTo ?? "23:59",
    firstDay !== null && firstDay > today(timeZone) ? firstDay : null,
    lastDay,
  ]);
}

/**
 * Finds all wishes of a patient, oldest first, and whether each has an open offer. The caller has locked the patient.
 */
export const findWishes = (db: Database, scope: Scope, patientId: PatientId) =>
  db
    .select({
      ...getTableColumns(waitlistEntry),
      isOffered: sql<boolean>`exists (select from ${waitlistOffer} as offer where offer.practice_id = ${scope.practiceId}
        and offer.entry_id = ${entryId} and offer.ended_at is null)`,
    })
    .from(waitlistEntry)
    .where(and(eq(waitlistEntry.practiceId, scope.practiceId), eq(waitlistEntry.patientId, patientId)))
    .orderBy(waitlistEntry.id);

const maxNoteLength = 500;

/** Appends a note to that of an existing wish. Throws `INVALID_INPUT` if both are too long. */
async function addNote(
  db: Database,
  { practiceId }: Scope,
  { id, note, added }: { id: WaitlistEntryId; note: string | null; added: string },
): Promise<void> {
  if (note?.includes(added)) return;
  const joined = [note, added].filter(Boolean).join("\n");
  if (joined.length > maxNoteLength)
    throw invalidInput({
      note: [`Has to be at most ${maxNoteLength - (note ?? "").length - 1} characters long`],
    });
  await db
    .update(waitlistEntry)
    .set({ note: joined })
    .where(and(eq(waitlistEntry.practiceId, practiceId), eq(waitlistEntry.id, id)));
}

/**
 * Adds a wish, or adds the note to an equal wish of the patient. Throws `PATIENT_NOT_FOUND`, `DOCTOR_NOT_FOUND`,
 * `VISIT_TYPE_NOT_FOUND`, and `INVALID_INPUT` for a deceased patient, a visit type that is no longer offered, and a
 * last day in the past.
 */
export async function addToWaitlist(
  db: Database,
  scope: Scope,
  input: AddToWaitlist,
): Promise<WaitlistEntry> {
  const { practiceId, accountId: createdBy } = scope;
  if (input.lastDay < today(scope.timeZone)) throw invalidInput({ lastDay: ["This time is over"] });
  const { deceasedOn } = await lockPatient(db, scope, input.patientId);
  if (deceasedOn !== null) throw invalidInput({ patientId: ["The patient has died"] });
  if (input.doctorId) await findDoctor(db, input.doctorId);
  const { isActive } = await visitTypes.hold(db, scope, input.visitTypeId);
  if (!isActive) throw invalidInput({ visitTypeId: ["Is not offered any more"] });
  const wish = wishOf(input, scope.timeZone);
  const wishes = await findWishes(db, scope, input.patientId);
  const same = wishes.find((other) => wishOf(other, scope.timeZone) === wish);
  if (same) {
    if (input.note) await addNote(db, scope, { ...same, added: input.note });
    const [row] = await byId(db).execute({ practiceId, id: same.id });
    if (row) return toEntry(row);
  }
  const id = newId<WaitlistEntryId>();
  await insertion(db).execute(newRow(waitlistEntry, { ...input, practiceId, id, createdBy }));
  const row = onlyRow(await byId(db).execute({ practiceId, id }));
  return toEntry(row);
}

/** Records that a hold is an offer to an entry. */
export const insertOffer = (
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  offer: { appointmentId: AppointmentId; entryId: WaitlistEntryId },
) => db.insert(waitlistOffer).values({ practiceId, ...offer });

/** Deletes entries whose last day is over in every time zone. Lists omit them before that. */
export async function deletePastEntries(database: Pick<DatabaseHandle, "transaction">): Promise<void> {
  const isOver = sql`${waitlistEntry.lastDay} < (now() - interval '2 days')::date`;
  await database.transaction((db) => db.delete(waitlistEntry).where(isOver));
}
