import type { AppointmentId, PatientId, PracticeId } from "@caretype/core/kernel/field/ids";
import { firstAt } from "@caretype/core/kernel/field/time-zone";
import { isWaiting } from "@caretype/core/mechanisms/mail/queries";
import { doctorNameOf } from "@caretype/core/people/doctor/queries";
import { type Database, pick, prepared } from "@caretype/db";
import { appointment, appointmentLink, appointmentMail, mail, patient, practice } from "@caretype/db/schema";
import { and, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { MailKind } from "./schema.ts";

export type Visit = { practiceId: PracticeId; appointmentId: AppointmentId };

const isPatients = and(eq(patient.practiceId, appointment.practiceId), eq(patient.id, appointment.patientId));

/**
 * SQL that is true if a patient gets emails: the practice sends them, and the patient is alive and has an address.
 */
export const isReachable = sql`(${practice.patientEmails} and ${patient.email} is not null and ${patient.deceasedOn} is null)`;

/** Null unless the appointment is a hold. */
const heldUntil = sql<
  string | null
>`case when ${appointment.status} = 'pending' then ${appointment.heldUntil} end`;

/** Only for a patient who gets emails, and before the visit starts. */
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
        isReachable,
      ),
    ),
);

export async function findVisitToMail(db: Database, visit: Visit) {
  const [found] = await visitToMail(db).execute(visit);
  return found ?? null;
}

export type VisitToMail = NonNullable<Awaited<ReturnType<typeof findVisitToMail>>>;

type Occasion = Visit & { kind: MailKind; occasion: string };

/** Claims an email, exactly once. False if it was claimed before. */
export async function claimMail(db: Database, occasion: Occasion): Promise<boolean> {
  const { count } = await db.insert(appointmentMail).values(occasion).onConflictDoNothing();
  return count > 0;
}

/** Records the email that was queued for a claim. */
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
 * Deletes unsent emails about a changed appointment. Keeps an email about several appointments of a series: the next
 * email corrects it.
 */
export async function withdrawMails(db: Database, { practiceId, appointmentId }: Visit): Promise<void> {
  await db.execute(sql`
    delete from ${mail} where sent_at is null and id in (
      select notice.mail_id from ${appointmentMail} as notice
      where notice.practice_id = ${practiceId} and notice.appointment_id = ${appointmentId}
        and not exists (
          select from ${appointmentMail} as other where other.practice_id = notice.practice_id
            and other.mail_id = notice.mail_id and other.appointment_id <> notice.appointment_id))`);
}

/** SQL that is true if an email's statement about an appointment still holds. */
const isCurrent = sql<boolean>`case ${appointmentMail.kind} when 'cancelled' then ${appointment.status} = 'cancelled'
  when 'offered' then ${appointment.status} = 'pending' else ${appointment.status} = 'booked' end`;

/** The link of an offer works for one address only, so a new address gets a new offer. */
const isOfferedElsewhere = sql<boolean>`coalesce(${appointmentMail.kind} = 'offered' and
  lower(${appointmentLink.email}) <> lower(${patient.email}), false)`;

/**
 * Claimed emails, queued or waiting for an address, with the patient's current address. Null if the patient gets
 * none.
 */
const selectNotices = (which: SQL) =>
  prepared(["practiceId", "id"], (db) =>
    db
      .select({
        ...pick(appointmentMail, "appointmentId", "kind", "occasion", "mailId"),
        seriesId: appointment.seriesId,
        email: sql<string | null>`case when ${isReachable} then ${patient.email} end`,
        isCurrent,
        isOfferedElsewhere,
      })
      .from(appointment)
      .innerJoin(practice, eq(practice.id, appointment.practiceId))
      .innerJoin(patient, isPatients)
      .innerJoin(
        appointmentMail,
        and(
          eq(appointmentMail.practiceId, appointment.practiceId),
          eq(appointmentMail.appointmentId, appointment.id),
        ),
      )
      .leftJoin(
        appointmentLink,
        and(
          eq(appointmentLink.practiceId, appointment.practiceId),
          eq(appointmentLink.appointmentId, appointment.id),
        ),
      )
      .where(
        and(
          eq(appointment.practiceId, sql.placeholder("practiceId")),
          gt(appointment.startsAt, sql`now()`),
          which,
        ),
      ),
  );
const notices = {
  ofPatient: selectNotices(eq(appointment.patientId, sql.placeholder("id"))),
  inMail: selectNotices(eq(appointmentMail.mailId, sql.placeholder("id"))),
  // Uses the parameter, because each statement must have it.
  inPractice: selectNotices(sql`${sql.placeholder("id")}::uuid is null`),
};

/**
 * Deletes queued emails whose address is no longer their patient's: those of a patient, of the whole practice, or one
 * by its id. Returns how many, and the notices to queue again, including those deleted earlier while there was no
 * address. While there is no address, notices stay claimed without an email. Reminders do not: they are queued when
 * they are due.
 */
export async function withdrawMisdirected(
  db: Database,
  { practiceId }: Pick<Visit, "practiceId">,
  of: { patientId: PatientId | null } | { mailId: string },
) {
  const id = "mailId" in of ? of.mailId : of.patientId;
  const select = "mailId" in of ? notices.inMail : id === null ? notices.inPractice : notices.ofPatient;
  const found = await select(db).execute({ practiceId, id });
  if (found.length === 0) return { withdrawn: 0, unsent: [] };
  const aims = JSON.stringify(found.map(({ mailId, email }) => ({ id: mailId, email })));
  const deleted = await db.execute<{ id: string }>(sql`
    delete from ${mail} using jsonb_to_recordset(${aims}::jsonb) as aim(id uuid, email text)
    where ${mail.id} = aim.id and ${isWaiting} and lower(${mail.recipient}) is distinct from lower(aim.email)
    returning ${mail.id}`);
  const ids = new Set(deleted.map((row) => row.id));
  const unsent = found.filter(
    ({ mailId, isCurrent, isOfferedElsewhere }) =>
      mailId === null || ids.has(mailId) || (isCurrent && isOfferedElsewhere),
  );
  if (unsent.length === 0) return { withdrawn: 0, unsent };
  const isHere = eq(appointmentMail.practiceId, practiceId);
  const appointments = (rows: typeof unsent) => rows.map(({ appointmentId }) => appointmentId);
  const mailIds = unsent.flatMap(({ mailId }) => mailId ?? []);
  await db
    .update(appointmentMail)
    .set({ mailId: null })
    .where(and(isHere, inArray(appointmentMail.mailId, mailIds)));
  const reachable = unsent.filter(({ email }) => email !== null);
  await db
    .delete(appointmentMail)
    .where(
      and(
        isHere,
        isNull(appointmentMail.mailId),
        inArray(appointmentMail.appointmentId, appointments(unsent)),
        or(
          eq(appointmentMail.kind, "reminder"),
          inArray(appointmentMail.appointmentId, appointments(reachable)),
        ),
      ),
    );
  return { withdrawn: ids.size, unsent: reachable.filter((row) => row.isCurrent) };
}

export type DueReminder = Visit & { day: string };

/** The practice's date of the visit, and the time of its reminder. */
const zone = sql`coalesce(${practice.timeZone}, 'UTC')`;
const day = sql`(${appointment.startsAt} at time zone ${zone})::date`;
const due = firstAt(zone, sql`(${day} - 1 + ${practice.reminderHour} * interval '1 hour')`);

/**
 * Locks some appointments with due reminders, skipping those that another server has locked. A visit gets none if an
 * email about its booking or move came after the reminder's time. `at` is now, except in tests.
 */
export async function lockDueReminders(
  db: Database,
  { at, most }: { at: string | null; most: number },
): Promise<DueReminder[]> {
  const now = sql`coalesce(${at}::timestamptz, now())`;
  const isNotified = sql`exists (
    select from ${appointmentMail} as notice
    where notice.practice_id = ${appointment.practiceId} and notice.appointment_id = ${appointment.id}
      and (notice.kind = 'reminder' and notice.occasion = ${day}::text
        or notice.kind in ('booked', 'moved') and notice.created_at >= ${due}))`;
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
        isReachable,
        isNotNull(practice.reminderHour),
        eq(appointment.status, "booked"),
        gt(appointment.startsAt, now),
        // Two days, plus a margin for time zones.
        sql`${appointment.startsAt} < ${now} + interval '3 days'`,
        sql`${due} <= ${now}`,
        sql`not ${isNotified}`,
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
