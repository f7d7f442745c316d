import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import type { SeriesClash } from "@caretype/core/kernel/error/domain-error";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { toDomainError } from "@caretype/core/kernel/error/map";
import { dayAt, zoneOf } from "@caretype/core/kernel/field/day";
import type { AppointmentId, SeriesId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { findHolidays } from "@caretype/core/mechanisms/practice-days";
import { findPatient } from "@caretype/core/people/patient/queries";
import { given, prepared } from "@caretype/db";
import { appointment } from "@caretype/db/schema";
import { holidayOn } from "@caretype/identity/practice/holidays";
import { and, eq, gt, gte, inArray, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { notifyPatient } from "../appointment-mail/notify-patient.ts";
import { announceBookings } from "./booked.ts";
import type { BookingContext } from "./booking.ts";
import { beginBooking, insertAppointment, isNews, lockForChange, moveAppointment } from "./booking.ts";
import { findSeen, requireReason } from "./change-status.ts";
import { lockBookings } from "./lock-bookings.ts";
import { appointmentFields, findAppointment, lockAppointment } from "./queries.ts";
import { statusAfter } from "./rules.ts";
import type {
  Appointment,
  AppointmentPage,
  BookedSeries,
  BookSeries,
  CancelAppointment,
  CancelVisitsOfPatient,
  RescheduleSeries,
} from "./schema.ts";
import { setStatus } from "./set-status.ts";
import { mayDo, type Step } from "./steps.ts";
import { type Start, startAt } from "./wall-time.ts";

const wallAt = (instant: string, timeZone: string) =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime();

/** Returns starts at the same local time, some weeks apart, with their local dates. */
export function startsOf(
  first: string,
  { everyWeeks, times }: Pick<BookSeries, "everyWeeks" | "times">,
  timeZone: string,
): (Start & { date: string })[] {
  const wall = wallAt(first, timeZone);
  return Array.from({ length: times }, (_, index) => {
    const own = wall.add({ weeks: everyWeeks * index });
    const start = index === 0 ? { startsAt: first, isShown: true } : startAt(own, timeZone);
    return { ...start, date: own.toPlainDate().toString() };
  });
}

/** Codes that refuse a single start. Any other error refuses the whole series. */
const clashCodes: ErrorCode[] = [
  "SLOT_TAKEN",
  "ROOM_TAKEN",
  "PATIENT_BOOKED",
  "DAY_FULL",
  "OUTSIDE_OPENING_HOURS",
];

/** Tries each start in its own savepoint, so that all clashes are found. */
async function tryEach<Each extends Start>(
  { db }: BookingContext,
  all: readonly Each[],
  run: (each: Each) => Promise<AppointmentId>,
): Promise<{ ids: AppointmentId[]; clashes: SeriesClash[] }> {
  const ids: AppointmentId[] = [];
  const clashes: SeriesClash[] = [];
  for (const each of all) {
    await db.execute(sql`savepoint series`);
    try {
      if (!each.isShown) throw new DomainError("OUTSIDE_OPENING_HOURS");
      ids.push(await run(each));
      await db.execute(sql`release savepoint series`);
    } catch (error) {
      const { code } = toDomainError(error);
      if (!clashCodes.includes(code)) throw error;
      await db.execute(sql`rollback to savepoint series`);
      clashes.push({ startsAt: each.startsAt, code });
    }
  }
  return { ids, clashes };
}

async function readAll({ db, scope }: BookingContext, ids: AppointmentId[]): Promise<AppointmentPage> {
  const items: Appointment[] = [];
  for (const id of ids) items.push(await findAppointment(db, scope, id));
  const byStart = items.toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
  return { items: byStart, nextCursor: null };
}

/** Throws `SERIES_CLASHES` for any clash, so that nothing is changed. */
function requireNone(clashes: SeriesClash[]): void {
  if (clashes.length > 0) throw new DomainError("SERIES_CLASHES", { clashes });
}

/**
 * Books all appointments of a series, or none. Skips the practice's holidays, unless the doctor has extra hours then.
 * Throws `SERIES_CLASHES`, also if none remain, and the errors of a single booking.
 */
export async function bookSeries(
  context: BookingContext,
  { everyWeeks, times, ...input }: BookSeries,
): Promise<BookedSeries> {
  const { db, scope } = context;
  const visit = await beginBooking(context, input);
  const seriesId = newId<SeriesId>();
  const timeZone = zoneOf(scope.timeZone);
  const holidays = await findHolidays(db, scope);
  const starts = startsOf(input.startsAt, { everyWeeks, times }, timeZone);
  const { ids, clashes } = await tryEach(context, starts, ({ startsAt }) =>
    insertAppointment(context, { ...input, startsAt, seriesId }, { visit, status: "booked" }),
  );
  // The instant of a skipped local time may be on another date.
  const dates = new Map(starts.map(({ startsAt, date }) => [startsAt, date]));
  const skipped = clashes.flatMap(({ startsAt, code }) => {
    const date = dates.get(startsAt) ?? dayAt(startsAt, timeZone);
    const name = code === "OUTSIDE_OPENING_HOURS" ? holidayOn(holidays, date) : null;
    return name === null ? [] : [{ date, reason: "holiday" as const, name }];
  });
  if (ids.length === 0 || skipped.length < clashes.length) requireNone(clashes);
  await announceBookings(context, ids);
  return { ...(await readAll(context, ids)), skipped };
}

/** Locks an appointment and the later ones of its series that allow the step, earliest first. */
async function lockLater(
  { db, scope }: BookingContext,
  input: { id: AppointmentId; expectedVersion: number | "any" },
  step: Step,
): Promise<{ current: Appointment; later: Appointment[] }> {
  const current = await lockForChange(db, scope, input);
  statusAfter(step, current);
  if (current.seriesId === null) throw new DomainError("NOT_A_SERIES");
  const rows = await db
    .select({ id: appointment.id })
    .from(appointment)
    .where(
      and(
        eq(appointment.practiceId, scope.practiceId),
        eq(appointment.seriesId, current.seriesId),
        gte(appointment.startsAt, current.startsAt),
      ),
    )
    .orderBy(appointment.startsAt);
  const later: Appointment[] = [];
  for (const { id } of rows) {
    const each = await lockAppointment(db, scope, id);
    if (mayDo(step, each.status)) later.push(each);
  }
  return { current, later };
}

/**
 * Moves an appointment and the later ones of its series by the same local time. Throws `SERIES_CLASHES`,
 * `NOT_A_SERIES`, and the errors of `rescheduleAppointment`.
 */
export async function rescheduleSeries(
  context: BookingContext,
  { startsAt, doctorId, roomId, ...input }: RescheduleSeries,
): Promise<AppointmentPage> {
  const { scope } = context;
  const { current, later } = await lockLater(context, input, "reschedule");
  const timeZone = zoneOf(scope.timeZone);
  const from = wallAt(current.startsAt, timeZone);
  const by = from.until(wallAt(startsAt, timeZone), { largestUnit: "days" });
  const moves = later.map((each) => ({
    current: each,
    ...(each.id === current.id
      ? { startsAt, isShown: true }
      : startAt(wallAt(each.startsAt, timeZone).add(by), timeZone)),
  }));
  // An appointment's new time may be the next one's old time, which must be freed first.
  const isLater = Date.parse(startsAt) > Date.parse(current.startsAt);
  const { ids, clashes } = await tryEach(context, isLater ? moves.toReversed() : moves, async (move) => {
    const { id } = move.current;
    await moveAppointment(context, move.current, {
      id,
      startsAt: move.startsAt,
      ...(doctorId !== undefined && { doctorId }),
      ...(roomId !== undefined && { roomId }),
    });
    return id;
  });
  requireNone(clashes);
  const moved = await readAll(context, ids);
  const before = new Map(later.map((each) => [each.id, each]));
  const news = moved.items.filter((each) => isNews(before.get(each.id) ?? each, each));
  await notifyPatient(context, { kind: "moved", ids: news.map(({ id }) => id) });
  return moved;
}

/**
 * Cancels an appointment and the later ones of its series. Throws `NOT_A_SERIES`, and the errors of a single
 * cancellation.
 */
export async function cancelSeries(
  context: BookingContext,
  { reason, ...input }: CancelAppointment,
): Promise<AppointmentPage> {
  const { later } = await lockLater(context, input, "cancel");
  return cancelAll(context, later, reason);
}

const comingOf = prepared(["practiceId", "patientId"], (db) =>
  db
    .select(appointmentFields)
    .from(appointment)
    .where(and(...given(appointment, "practiceId", "patientId"), gt(appointment.startsAt, sql`now()`))),
);

/** Cancels all upcoming visits of a patient. Throws `PATIENT_NOT_FOUND`. */
export async function cancelVisitsOfPatient(
  context: BookingContext,
  { patientId, reason }: CancelVisitsOfPatient,
): Promise<AppointmentPage> {
  const { db, scope } = context;
  await lockBookings(db, scope);
  await findPatient(db, scope, patientId);
  const coming = await comingOf(db).execute({ practiceId: scope.practiceId, patientId });
  return cancelAll(
    context,
    coming.filter(({ status }) => mayDo("cancel", status)),
    reason,
  );
}

async function cancelAll(
  context: BookingContext,
  appointments: readonly Appointment[],
  reason: CancelAppointment["reason"],
): Promise<AppointmentPage> {
  const { db, scope } = context;
  await requireReason(db, scope, reason);
  const seen = await findSeen(
    db,
    scope,
    appointments.map(({ id }) => id),
  );
  const left = appointments.filter(({ id }) => !seen.has(id));
  const ids = left.map(({ id }) => id);
  await setStatus(
    db,
    { ...scope, which: inArray(appointment.id, ids) },
    { status: "cancelled", by: "practice", reason },
  );
  const notified = left.filter(({ status }) => status !== "pending");
  await notifyPatient(context, { kind: "cancelled", ids: notified.map(({ id }) => id) });
  return readAll(context, ids);
}
