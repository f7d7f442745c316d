import { DomainError, invalidInput, onlyRow } from "@caretype/core/kernel/error/domain-error";
import { dayAt } from "@caretype/core/kernel/field/day";
import type { AppointmentId, SeriesId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { isReason } from "@caretype/core/kernel/field/placeholders";
import { lastScheduleDay } from "@caretype/core/kernel/field/schemas";
import { requireVersion } from "@caretype/core/kernel/field/version";
import type { ChangeContext, ProtectedAudit } from "@caretype/core/kernel/procedure/body-context";
import { requirePermissions } from "@caretype/core/kernel/procedure/caller";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { MailingContext } from "@caretype/core/mechanisms/mail/recipients";
import { findDoctor } from "@caretype/core/people/doctor/queries";
import { findPatient } from "@caretype/core/people/patient/queries";
import { changedRow, type Database, given, newRow, prepared, preparedInsert } from "@caretype/db";
import { appointment, openingHours, practice, recordVersion } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { notifyPatient } from "../appointment-mail/notify-patient.ts";
import { isOpen } from "../opening-hours/expand.ts";
import { ownDays, toRules } from "../opening-hours/queries.ts";
import { rooms } from "../room/queries.ts";
import { visitTypes } from "../visit-type/queries.ts";
import type { VisitType } from "../visit-type/schema.ts";
import { announceBookings, followUp } from "./booked.ts";
import { lockBookings } from "./lock-bookings.ts";
import { findAppointment, lockAppointment } from "./queries.ts";
import { requireStatus, slotKey, statusAfter } from "./rules.ts";
import type {
  Appointment,
  BookAgain,
  BookAppointment,
  ChangeAppointment,
  HoldSlot,
  RescheduleAppointment,
  UpdateAppointment,
} from "./schema.ts";
import { over, standing } from "./steps.ts";

export type BookingContext = {
  db: Database;
  scope: Scope;
  audit: Pick<ProtectedAudit, "reason">;
  services: MailingContext["services"];
};

/** How long a slot is held, in minutes, unless it is offered from the waitlist. */
const usualHoldMinutes = 5;

/** A doctor's opening hours, and the database's clock, which all servers share. */
const situation = prepared(["practiceId", "doctorId"], (db) =>
  db
    .select({
      ...ownDays,
      now: sql<number>`(extract(epoch from now()) * 1000)::float8`,
      weekly: openingHours.weekly,
      exceptions: openingHours.exceptions,
    })
    .from(practice)
    .leftJoin(openingHours, and(...given(openingHours, "practiceId", "doctorId")))
    .where(eq(practice.id, sql.placeholder("practiceId"))),
);

/** The last change that moved an appointment away from a doctor and time. It can be undone within an hour. */
const lastMoves = prepared(["practiceId", "id", "doctorId", "startsAt"], (db) =>
  db
    .select({ version: recordVersion.version })
    .from(recordVersion)
    .where(
      and(
        ...given(recordVersion, "practiceId"),
        eq(recordVersion.recordId, sql.placeholder("id")),
        eq(
          recordVersion.version,
          sql`(select ${appointment.version} - 1 from ${appointment}
            where ${and(...given(appointment, "practiceId", "id"))})`,
        ),
        sql`${recordVersion.validTo} > now() - interval '1 hour'`,
        sql`${recordVersion.record} ->> 'doctor_id' = ${sql.placeholder("doctorId")}::text`,
        sql`(${recordVersion.record} ->> 'starts_at')::timestamptz = ${sql.placeholder("startsAt")}`,
      ),
    ),
);

const minute = 60_000;
const instantOf = (milliseconds: number) => new Date(milliseconds).toISOString();

type Visit = Pick<VisitType, "id" | "minutes" | "bufferBefore" | "bufferAfter" | "seats">;

/** An appointment's times, with buffers, and its slot. */
export function timesOf(
  visit: Visit,
  { startsAt, doctorId }: Pick<BookAppointment, "startsAt" | "doctorId">,
  id: AppointmentId,
) {
  const start = Date.parse(startsAt);
  const end = start + visit.minutes * minute;
  return {
    startsAt: instantOf(start),
    endsAt: instantOf(end),
    occupiedFrom: instantOf(start - visit.bufferBefore * minute),
    occupiedTo: instantOf(end + visit.bufferAfter * minute),
    slot: slotKey(visit, { doctorId, start }, id),
  };
}

type Wanted = Pick<BookAppointment, "doctorId" | "startsAt" | "overrideReason"> & {
  /** Whether the appointment is at that time already, which may be in the past. */
  stays?: true;
  /** The moved appointment, which may return to its previous time. */
  moved?: AppointmentId;
};

/**
 * Throws `INVALID_INPUT`, `PERMISSION_DENIED`, `DOCTOR_NOT_FOUND` and `OUTSIDE_OPENING_HOURS`. The caller has locked
 * the bookings.
 */
async function requireOpen({ db, scope, audit }: BookingContext, wanted: Wanted, visit: VisitType) {
  const { overrideReason } = wanted;
  const { practiceId } = scope;
  if (overrideReason !== undefined) {
    requirePermissions(scope.permissions, ["appointment:override"]);
    audit.reason("override");
  }
  const found = onlyRow(await situation(db).execute({ practiceId, doctorId: wanted.doctorId }));
  const start = Date.parse(wanted.startsAt);
  const end = start + visit.minutes * minute;
  if (dayAt(start, scope.timeZone) > lastScheduleDay)
    throw invalidInput({ startsAt: ["Has to be in a year up to 2999"] });
  if (end <= found.now && !wanted.stays) throw invalidInput({ startsAt: ["This time is over"] });
  await findDoctor(db, wanted.doctorId);
  if (overrideReason !== undefined) return;
  if (isOpen(toRules(found), { ...found, start, end })) return;
  const { moved: id, doctorId, startsAt } = wanted;
  if (id && (await lastMoves(db).execute({ practiceId, id, doctorId, startsAt })).length > 0) return;
  throw new DomainError("OUTSIDE_OPENING_HOURS");
}

async function requireVisitType(db: Database, scope: Scope, id: BookAppointment["visitTypeId"]) {
  const visit = await visitTypes.hold(db, scope, id);
  if (!visit.isActive) throw invalidInput({ visitTypeId: ["Is not offered any more"] });
  return visit;
}

async function requireRoom(db: Database, scope: Scope, roomId: BookAppointment["roomId"]) {
  if (!roomId) return;
  const { isActive } = await rooms.hold(db, scope, roomId);
  if (!isActive) throw invalidInput({ roomId: ["Is not offered any more"] });
}

const insertion = preparedInsert(appointment, { id: appointment.id });

const inMinutes = prepared(["minutes"], (db) =>
  db
    .select({
      at: sql`now() + ${sql.placeholder("minutes")}::int * interval '1 minute'`.mapWith(
        appointment.heldUntil,
      ),
    })
    .from(sql`(select) as here`),
);

type NewAppointment = BookAppointment & { seriesId?: SeriesId };
type Placing = { visit: VisitType; status: "pending" | "booked"; holdMinutes?: number };

/**
 * Inserts an appointment. The database refuses one that conflicts: `SLOT_TAKEN`, `ROOM_TAKEN`, `PATIENT_BOOKED`,
 * `DAY_FULL`. The caller has locked the bookings, and checked everything that does not depend on the start.
 */
export async function insertAppointment(
  context: BookingContext,
  input: NewAppointment,
  { visit, status, holdMinutes = usualHoldMinutes }: Placing,
): Promise<AppointmentId> {
  const { db, scope } = context;
  await requireOpen(context, input, visit);
  const id = newId<AppointmentId>();
  const { practiceId, accountId: createdBy } = scope;
  const [held] = status === "pending" ? await inMinutes(db).execute({ minutes: holdMinutes }) : [];
  const row = {
    ...input,
    ...timesOf(visit, input, id),
    practiceId,
    id,
    createdBy,
    status,
    heldUntil: held?.at ?? null,
  };
  await insertion(db).execute(newRow(appointment, row));
  return id;
}

/** Throws `INVALID_INPUT` for the booking of a deceased patient without a reason. */
export async function requireReasonOfDeceased(
  db: Database,
  scope: Scope,
  { patientId, reasonForVisit }: Pick<BookAppointment, "patientId" | "reasonForVisit">,
): Promise<void> {
  const { deceasedOn } = await findPatient(db, scope, patientId);
  if (deceasedOn !== null && !isReason(reasonForVisit ?? ""))
    throw invalidInput({ reasonForVisit: ["The patient has died: say why they are booked"] });
}

/** Locks the bookings, and checks everything that does not depend on the start. */
export async function beginBooking(
  { db, scope }: BookingContext,
  input: Pick<BookAppointment, "patientId" | "visitTypeId" | "roomId" | "reasonForVisit">,
): Promise<VisitType> {
  await lockBookings(db, scope);
  await requireReasonOfDeceased(db, scope, input);
  const visit = await requireVisitType(db, scope, input.visitTypeId);
  await requireRoom(db, scope, input.roomId);
  return visit;
}

async function place(context: BookingContext, input: NewAppointment, status: "pending" | "booked") {
  const visit = await beginBooking(context, input);
  const id = await insertAppointment(context, input, { visit, status });
  if (status === "booked") await announceBookings(context, [id]);
  return findAppointment(context.db, context.scope, id);
}

/** Books an appointment. Throws the errors of `insertAppointment`. */
export const bookAppointment = (context: BookingContext, input: BookAppointment): Promise<Appointment> =>
  place(context, input, "booked");

/** Holds a slot for five minutes. Throws the errors of `insertAppointment`. */
export const holdSlot = (context: BookingContext, input: HoldSlot): Promise<Appointment> =>
  place(context, input, "pending");

/** Locks the bookings and an appointment. Throws `APPOINTMENT_NOT_FOUND` and `STALE_VERSION`. */
export async function lockForChange(
  db: Database,
  scope: Scope,
  { id, expectedVersion }: ChangeAppointment,
): Promise<Appointment> {
  await lockBookings(db, scope);
  const current = await lockAppointment(db, scope, id);
  requireVersion(current, expectedVersion, { kind: "appointment" });
  return current;
}

const lengthOf = ({ startsAt, endsAt }: Appointment): number =>
  (Date.parse(endsAt) - Date.parse(startsAt)) / minute;

type Move = Omit<RescheduleAppointment, "expectedVersion">;

/** Moves a locked appointment in one statement, so that it does not conflict with itself. */
export async function moveAppointment(
  context: BookingContext,
  current: Appointment,
  { startsAt, doctorId = current.doctorId, roomId = current.roomId, overrideReason, ...move }: Move,
): Promise<void> {
  const { db, scope } = context;
  const { id } = current;
  const type = await visitTypes.hold(db, scope, current.visitTypeId);
  const length = lengthOf(current);
  // The appointment's length may differ from its type's: it was imported, resized, or booked before a change of the
  // type.
  const { minutes = type.seats > 1 ? type.minutes : length } = move;
  if (type.seats > 1 && minutes !== type.minutes && minutes !== length)
    throw invalidInput({ minutes: ["Only for visits with one seat"] });
  const visit = { ...type, minutes };
  const isResized =
    Date.parse(startsAt) === Date.parse(current.startsAt) &&
    doctorId === current.doctorId &&
    roomId === current.roomId;
  if (!isResized && !current.reasonForVisit) await requireReasonOfDeceased(db, scope, current);
  if (roomId !== current.roomId) await requireRoom(db, scope, roomId);
  await requireOpen(context, { doctorId, startsAt, overrideReason, moved: id }, visit);
  await db
    .update(appointment)
    .set({
      ...timesOf(visit, { startsAt, doctorId }, id),
      doctorId,
      roomId,
      overrideReason: overrideReason ?? null,
      // The patient confirmed the old time.
      ...(!isResized && { confirmedByPatientAt: null }),
    })
    .where(and(eq(appointment.practiceId, scope.practiceId), eq(appointment.id, id)));
  // A patient who waits for an earlier visit has it now.
  if (current.status === "booked" && Date.parse(startsAt) < Date.parse(current.startsAt))
    await followUp(context, [id]);
}

/** Whether a move concerns the patient. Emails contain no rooms or lengths, and a hold sends none. */
export const isNews = (before: Appointment, after: Appointment): boolean =>
  after.status === "booked" && (before.startsAt !== after.startsAt || before.doctorId !== after.doctorId);

/**
 * Moves an appointment to another time, doctor or room. Throws `APPOINTMENT_STATE`, `STALE_VERSION` and the errors of
 * `insertAppointment`.
 */
export async function rescheduleAppointment(
  context: BookingContext,
  input: RescheduleAppointment,
): Promise<Appointment> {
  const { db, scope } = context;
  const current = await lockForChange(db, scope, input);
  statusAfter("reschedule", current);
  await moveAppointment(context, current, input);
  const moved = await findAppointment(db, scope, input.id);
  if (isNews(current, moved)) await notifyPatient(context, { kind: "moved", ids: [input.id] });
  return moved;
}

/**
 * Changes an appointment's purpose, place and type, which decides its length. Throws `APPOINTMENT_STATE` once it is
 * over, `STALE_VERSION` and the errors of `insertAppointment`.
 */
export async function updateAppointment(
  context: BookingContext & ChangeContext,
  { id, expectedVersion, visitTypeId, roomId, overrideReason, ...words }: UpdateAppointment,
): Promise<Appointment> {
  const { db, scope, audit } = context;
  const current = await lockForChange(db, scope, { id, expectedVersion });
  requireStatus(current, standing);
  // An appointment that was booked before the death may have no reason.
  if (words.reasonForVisit === null && current.reasonForVisit !== null)
    await requireReasonOfDeceased(db, scope, { ...current, ...words });
  if (roomId !== current.roomId) await requireRoom(db, scope, roomId);
  const isOther = visitTypeId !== undefined && visitTypeId !== current.visitTypeId;
  const kind = isOther ? await otherKind(context, { ...current, visitTypeId, overrideReason }) : {};
  await db
    .update(appointment)
    .set(changedRow(appointment, { ...words, roomId, ...kind, id }))
    .where(and(eq(appointment.practiceId, scope.practiceId), eq(appointment.id, id)));
  const updated = await findAppointment(db, scope, id);
  if (updated.version === current.version) audit.unchanged();
  return updated;
}

/** The columns of another visit type at the same time. */
async function otherKind(context: BookingContext, wanted: Wanted & Pick<Appointment, "id" | "visitTypeId">) {
  const visit = await requireVisitType(context.db, context.scope, wanted.visitTypeId);
  await requireOpen(context, { ...wanted, stays: true }, visit);
  const { visitTypeId, overrideReason = null } = wanted;
  return { ...timesOf(visit, wanted, wanted.id), visitTypeId, overrideReason };
}

/**
 * Books a cancelled or missed appointment again, as a new one. Throws `APPOINTMENT_STATE`, `STALE_VERSION` and the errors of
 * `insertAppointment`.
 */
export async function bookAgain(
  context: BookingContext,
  { id, expectedVersion, ...place }: BookAgain,
): Promise<Appointment> {
  const was = await lockForChange(context.db, context.scope, { id, expectedVersion });
  requireStatus(was, over);
  const { patientId, visitTypeId, note } = was;
  const { startsAt = was.startsAt, doctorId = was.doctorId, roomId = was.roomId, overrideReason } = place;
  const { reasonForVisit = was.reasonForVisit } = place;
  const wanted = { patientId, visitTypeId, reasonForVisit, note, startsAt, doctorId, roomId, overrideReason };
  return bookAppointment(context, wanted);
}
