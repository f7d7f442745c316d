import { type PracticeZone, today } from "@caretype/core/kernel/field/day";
import type {
  AccountId,
  AppointmentId,
  DoctorId,
  PatientId,
  PracticeId,
  RoomId,
  VisitTypeId,
  WaitlistEntryId,
} from "@caretype/core/kernel/field/ids";
import { comparedSpecialization } from "@caretype/core/people/doctor/queries";
import { suits } from "@caretype/core/people/doctor/suits";
import { ageOn } from "@caretype/core/people/patient/rules";
import { type Database, prepared } from "@caretype/db";
import {
  appointment,
  doctor,
  freedSlot,
  patient,
  practice,
  room,
  waitlistEntry,
  waitlistOffer,
} from "@caretype/db/schema";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { isReachable } from "../appointment-mail/queries.ts";

export type FreedSlot = {
  practiceId: PracticeId;
  /** The patient who freed it. */
  patientId: PatientId;
  doctorId: DoctorId;
  roomId: RoomId | null;
  startsAt: string;
};

/** Claims the oldest slot after a given one, for one server at a time. */
export async function takeFreedSlot(
  db: Database,
  after: { createdAt: string; id: string },
): Promise<(FreedSlot & { id: string; createdAt: string }) | undefined> {
  const [next] = await db
    .select()
    .from(freedSlot)
    .where(
      sql`(${freedSlot.createdAt}, ${freedSlot.id}) > (${after.createdAt}::timestamptz, ${after.id}::uuid)`,
    )
    .orderBy(freedSlot.createdAt, freedSlot.id)
    .limit(1);
  if (!next) return undefined;
  // A separate statement: Citus cannot lock rows of several practices at once.
  const isNext = and(eq(freedSlot.practiceId, next.practiceId), eq(freedSlot.id, next.id));
  const locked = await db.select().from(freedSlot).where(isNext).for("update", { skipLocked: true });
  if (locked.length === 0) return takeFreedSlot(db, next);
  await db.delete(freedSlot).where(isNext);
  return next;
}

export type Match = {
  entryId: WaitlistEntryId;
  patientId: PatientId;
  visitTypeId: VisitTypeId;
  createdBy: AccountId;
  roomId: RoomId | null;
  offerMinutes: number;
  timeZone: PracticeZone;
};

/**
 * SQL that is true if a wish, with the alias `entry`, matches a doctor and start. The practice's alias is `practice`.
 */
function isWished({ doctorId, startsAt }: { doctorId: SQL; startsAt: SQL }): SQL {
  const wall = sql`(${startsAt} at time zone coalesce(practice.time_zone, 'UTC'))`;
  return sql`(entry.doctor_id = ${doctorId} or entry.doctor_id is null and (
        entry.specialization is null
        or ${comparedSpecialization(sql`entry.specialization`)} = (
          select ${comparedSpecialization(doctor.specialization)} from ${doctor} where id = ${doctorId})))
      and ${wall}::date between coalesce(entry.first_day, '-infinity') and entry.last_day
      and extract(isodow from ${wall})::int = any (entry.weekdays)
      and to_char(${wall}, 'HH24:MI') between coalesce(entry.starts_from, '00:00') and coalesce(entry.starts_to, '24:00')`;
}

const fulfilled = prepared(["practiceId", "ids"], (db) =>
  db
    .select({ id: sql<WaitlistEntryId>`entry.id` })
    .from(
      sql`${appointment} as booked
        join ${practice} as practice on practice.id = booked.practice_id
        join ${waitlistEntry} as entry on entry.practice_id = booked.practice_id and entry.patient_id = booked.patient_id
          and entry.visit_type_id = booked.visit_type_id`,
    )
    .where(
      sql`booked.practice_id = ${sql.placeholder("practiceId")} and booked.id = any(${sql.placeholder("ids")}::uuid[])
        and ${isWished({ doctorId: sql`booked.doctor_id`, startsAt: sql`booked.starts_at` })}`,
    ),
);

/** Finds the wishes of the patients that these bookings fulfil. */
export const findFulfilled = (db: Database, practiceId: PracticeId, ids: readonly AppointmentId[]) =>
  fulfilled(db).execute({ practiceId, ids: [...ids] });

/** Enough for all matches in a usual practice. */
const most = 200;

/**
 * Finds patients whose wish a slot matches, longest waiting first. Excludes the one who freed it, patients who were
 * offered it before, and those with an open offer, even for a similar wish. Includes only patients who get emails,
 * and visit types that are still offered.
 */
export async function findMatches(db: Database, slot: FreedSlot): Promise<Match[]> {
  const { practiceId, doctorId, patientId, roomId, startsAt } = slot;
  const matches = await db.execute<Match & Wisher>(sql`
    select entry.doctor_id is null and entry.specialization is null as "isAny",
      (select specialization from ${doctor} where id = ${doctorId}::uuid) as specialization,
      patient.gender, patient.date_of_birth::text as "dateOfBirth", entry.id as "entryId", entry.patient_id as "patientId", entry.visit_type_id as "visitTypeId",
      entry.created_by as "createdBy", practice.offer_minutes as "offerMinutes", practice.time_zone as "timeZone",
      (select id from ${room} where practice_id = ${practiceId} and id = ${roomId}::uuid and is_active) as "roomId"
    from ${waitlistEntry} as entry
      join ${practice} as practice on practice.id = entry.practice_id
      join ${patient} as patient on patient.practice_id = entry.practice_id and patient.id = entry.patient_id
      join visit_type on visit_type.practice_id = entry.practice_id and visit_type.id = entry.visit_type_id
    where entry.practice_id = ${practiceId} and ${isReachable}
      and visit_type.is_active and ${startsAt}::timestamptz > now()
      and ${isWished({ doctorId: sql`${doctorId}::uuid`, startsAt: sql`${startsAt}::timestamptz` })}
      and entry.patient_id <> ${patientId}
      and not exists (
        select from ${waitlistOffer} as offer
          join ${appointment} as held on held.practice_id = offer.practice_id and held.id = offer.appointment_id
        where offer.practice_id = ${practiceId} and offer.entry_id in (
            select id from ${waitlistEntry} as equal where equal.practice_id = ${practiceId}
              and equal.patient_id = entry.patient_id and equal.visit_type_id = entry.visit_type_id) and (
          offer.ended_at is null or held.doctor_id = ${doctorId} and held.starts_at = ${startsAt}::timestamptz))
    order by entry.created_at, entry.id limit ${most}`);
  return matches.filter(
    ({ isAny, specialization, gender, dateOfBirth, timeZone }) =>
      !isAny ||
      suits(specialization, {
        gender,
        age: dateOfBirth === null ? null : ageOn(today(timeZone), dateOfBirth),
      }),
  );
}

/** A wish for any doctor matches doctors who see such patients. */
type Wisher = {
  isAny: boolean;
  specialization: string | null;
  gender: string;
  dateOfBirth: string | null;
};

/** Returns a practice with an expired offer that has not ended yet. */
export async function findExpired(db: Database): Promise<PracticeId | undefined> {
  const [found] = await db.execute<{ practiceId: PracticeId }>(sql`
    select offer.practice_id as "practiceId" from ${waitlistOffer} as offer
      join ${appointment} as held on held.practice_id = offer.practice_id and held.id = offer.appointment_id
    where offer.ended_at is null and held.status = 'pending' and held.held_until <= now() limit 1`);
  return found?.practiceId;
}

/** Cancels the practice's expired holds, so that their slots become free. */
export const expireHolds = (db: Database, practiceId: PracticeId) =>
  db.execute(sql`select expire_holds(${practiceId}, '00000000-0000-0000-0000-000000000000')`);
