import { type Database, pick, prepared } from "@caretype/db";
import { appointment, appointmentMail, mail, patient, practice } from "@caretype/db/schema";
import { and, eq, gt, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { AppointmentId, PatientId, PracticeId } from "../../kernel/field/ids.ts";
import { firstAt } from "../../kernel/field/time-zone.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { doctorNameOf } from "../../people/doctor/queries.ts";
import { followDeaths } from "../../people/patient/queries.ts";
import type { MailKind } from "./schema.ts";

export type Visit = { practiceId: PracticeId; appointmentId: AppointmentId };

const isPatients = and(eq(patient.practiceId, appointment.practiceId), eq(patient.id, appointment.patientId));

/** Null unless the appointment is a hold. */
const heldUntil = sql<
  string | null
>`case when ${appointment.status} = 'pending' then ${appointment.heldUntil} end`;

/** Only of a practice that sends such emails, of a living patient with an address, and before the visit starts. */
const visitToMail = prepared(["practiceId", "appointmentId"], (db) =>
  db
    .select({
      ...pick(appointment, "id", "version", "startsAt", "endsAt"),
      secondsLeft: sql<number>`extract(epoch from least(${appointment.startsAt}, ${heldUntil}) - now())::float8`,
      heldUntil: heldUntil.mapWith(appointment.heldUntil),
      at: sql<string>`now()`.mapWith(appointment.createdAt),
      doctorId: appointment.doctorId,
      doctorName: doctorNameOf(sql`${appointment.doctorId}`),
      email: sql<string>`${patient.email}`,
      preferredLanguage: patient.preferredLanguage,
      practiceName: practice.name,
      address: practice.address,
      phoneNumber: practice.phoneNumber,
      practiceEmail: practice.email,
      timeZone: sql<string>`coalesce(${practice.timeZone}, 'UTC')`,
    })
    .from(appointment)
    .innerJoin(practice, eq(practice.id, appointment.practiceId))
    .innerJoin(patient, isPatients)
    .where(
      and(
        eq(appointment.practiceId, sql.placeholder("practiceId")),
        eq(appointment.id, sql.placeholder("appointmentId")),
        gt(appointment.startsAt, sql`now()`),
        eq(practice.patientEmails, true),
        isNotNull(patient.email),
        isNull(patient.deceasedOn),
      ),
    ),
);

export async function findVisitToMail(db: Database, visit: Visit) {
  const [found] = await visitToMail(db).execute(visit);
  return found ?? null;
}

export type VisitToMail = NonNullable<Awaited<ReturnType<typeof findVisitToMail>>>;

type Occasion = Visit & { kind: MailKind; occasion: string };

/** Claims an email, once. False if it was written already. */
export async function claimMail(db: Database, occasion: Occasion): Promise<boolean> {
  const { count } = await db.insert(appointmentMail).values(occasion).onConflictDoNothing();
  return count > 0;
}

/** Records which email tells what was claimed. */
export async function recordMail(
  db: Database,
  { practiceId, appointmentId, kind, occasion }: Occasion,
  id: string,
) {
  await db
    .update(appointmentMail)
    .set({ mailId: id })
    .where(
      and(
        eq(appointmentMail.practiceId, practiceId),
        eq(appointmentMail.appointmentId, appointmentId),
        eq(appointmentMail.kind, kind),
        eq(appointmentMail.occasion, occasion),
      ),
    );
}

/**
 * Deletes the emails about an appointment that are not sent yet, because it has changed. An email about several
 * appointments of a series stays, and the next one corrects it.
 */
export async function withdrawMails(db: Database, { practiceId, appointmentId }: Visit): Promise<void> {
  await db.execute(sql`
    delete from ${mail} where sent_at is null and id in (
      select told.mail_id from ${appointmentMail} as told
      where told.practice_id = ${practiceId} and told.appointment_id = ${appointmentId}
        and not exists (
          select from ${appointmentMail} as other where other.practice_id = told.practice_id
            and other.mail_id = told.mail_id and other.appointment_id <> told.appointment_id))`);
}

/**
 * Withdraws the emails to a patient who has died that are not sent yet. Their claims go, too, so that reminders are written
 * again if it is taken back.
 */
export async function withdrawMailsOfDeceased(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  patientId: PatientId,
): Promise<void> {
  const withdrawn = await db.execute<{ id: string }>(sql`
    delete from ${mail} where sent_at is null and id in (
      select told.mail_id from ${patient} as deceased
        join ${appointment} as own on own.practice_id = deceased.practice_id and own.patient_id = deceased.id
        join ${appointmentMail} as told on told.practice_id = own.practice_id and told.appointment_id = own.id
      where deceased.practice_id = ${practiceId} and deceased.id = ${patientId} and deceased.deceased_on is not null)
    returning id`);
  if (withdrawn.length === 0) return;
  const ids = withdrawn.map(({ id }) => id);
  await db
    .delete(appointmentMail)
    .where(and(eq(appointmentMail.practiceId, practiceId), inArray(appointmentMail.mailId, ids)));
}

followDeaths.push(withdrawMailsOfDeceased);

export type DueReminder = Visit & { day: string };

/** The practice's day of the visit, and when its patient is to be reminded. */
const zone = sql`coalesce(${practice.timeZone}, 'UTC')`;
const day = sql`(${appointment.startsAt} at time zone ${zone})::date`;
const due = firstAt(zone, sql`(${day} - 1 + ${practice.reminderHour} * interval '1 hour')`);

/**
 * Locks some appointments whose patients are to be reminded, skipping those that another server has locked. Nobody is
 * reminded of a visit that they were told of after the hour of the reminder. `at` is now, except in tests.
 */
export async function lockDueReminders(
  db: Database,
  { at, most }: { at: string | null; most: number },
): Promise<DueReminder[]> {
  const now = sql`coalesce(${at}::timestamptz, now())`;
  const told = sql`exists (
    select from ${appointmentMail} as told
    where told.practice_id = ${appointment.practiceId} and told.appointment_id = ${appointment.id}
      and (told.kind = 'reminder' and told.occasion = ${day}::text
        or told.kind in ('booked', 'moved') and told.created_at >= ${due}))`;
  const found = await db
    .select({
      practiceId: appointment.practiceId,
      appointmentId: appointment.id,
      version: appointment.version,
      day: sql<string>`${day}::text`,
    })
    .from(appointment)
    .innerJoin(practice, eq(practice.id, appointment.practiceId))
    .innerJoin(patient, isPatients)
    .where(
      and(
        eq(practice.patientEmails, true),
        isNotNull(practice.reminderHour),
        isNotNull(patient.email),
        isNull(patient.deceasedOn),
        eq(appointment.status, "booked"),
        gt(appointment.startsAt, now),
        // Two days, and an hour or a day for the zone's clocks.
        sql`${appointment.startsAt} < ${now} + interval '3 days'`,
        sql`${due} <= ${now}`,
        sql`not ${told}`,
      ),
    )
    .orderBy(appointment.startsAt)
    .limit(most);
  // Practice by practice: Citus refuses to lock rows of a join, or of several practices.
  const reminders: DueReminder[] = [];
  for (const [practiceId, ofPractice] of Map.groupBy(found, (row) => row.practiceId)) {
    const ids = ofPractice.map((row) => row.appointmentId);
    const locked = await db
      .select({ id: appointment.id, version: appointment.version })
      .from(appointment)
      .where(and(eq(appointment.practiceId, practiceId), inArray(appointment.id, ids)))
      .for("no key update", { skipLocked: true });
    const isLocked = new Set(locked.map(({ id, version }) => `${id} ${version}`));
    reminders.push(...ofPractice.filter((row) => isLocked.has(`${row.appointmentId} ${row.version}`)));
  }
  return reminders;
}
