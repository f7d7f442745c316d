import { onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { DoctorId, VisitTypeId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { doctorNameOf } from "@caretype/core/people/doctor/queries";
import { type Database, prepared } from "@caretype/db";
import { appointment } from "@caretype/db/schema";
import { clock, findTaken, margin, openDoctors } from "@caretype/scheduling/appointment/find-slots";
import { isInRange } from "@caretype/scheduling/appointment/queries";
import { freeSlots } from "@caretype/scheduling/appointment/slots";
import {
  dateAt,
  dateFinder,
  dayRange,
  openIntervals,
  type PracticeDays,
} from "@caretype/scheduling/opening-hours/expand";
import { toRules } from "@caretype/scheduling/opening-hours/queries";
import { type SQL, sql } from "drizzle-orm";
import { type AppointmentUse, type AppointmentUseInput, freeDaysAhead } from "./schema.ts";

const countIf = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`;
const isTaken = sql`${appointment.status} <> 'cancelled'
  and not (${appointment.status} = 'pending' and ${appointment.heldUntil} <= now())`;

/** Counts the appointments of a range by doctor. The patients of a group visit share a slot, which counts once. */
const counts = prepared(["practiceId", "begin", "end"], (db) => {
  const slots = db
    .select({
      doctorId: appointment.doctorId,
      minutes: sql<number>`(extract(epoch from max(${appointment.endsAt} - ${appointment.startsAt})
        filter (where ${isTaken})) / 60)`.as("minutes"),
      appointments: countIf(isTaken).as("appointments"),
      all: sql<number>`count(*)::int`.as("all_of_slot"),
      completed: countIf(sql`${appointment.status} = 'fulfilled'`).as("completed"),
      noShows: countIf(sql`${appointment.status} = 'noshow'`).as("no_shows"),
    })
    .from(appointment)
    .where(isInRange)
    .groupBy(appointment.doctorId, appointment.slot, appointment.startsAt)
    .as("slots");
  const sumOf = (column: SQL | typeof slots.all | typeof slots.appointments) =>
    sql<number>`coalesce(sum(${column}), 0)::int`;
  return db
    .select({
      doctorId: slots.doctorId,
      doctorName: doctorNameOf(sql`${slots.doctorId}`),
      bookedMinutes: sumOf(sql`${slots.minutes}`),
      appointments: sumOf(slots.appointments),
      cancelled: sql<number>`sum(${slots.all} - ${slots.appointments})::int`,
      completed: sumOf(slots.completed),
      noShows: sumOf(slots.noShows),
    })
    .from(slots)
    .groupBy(slots.doctorId);
});

const nothing = {
  openMinutes: 0,
  bookedMinutes: 0,
  appointments: 0,
  cancelled: 0,
  completed: 0,
  noShows: 0,
};
type Counted = typeof nothing;

const shareOf = (part: number, whole: number) =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;

const withRates = (counted: Counted) => ({
  ...counted,
  utilisation: shareOf(counted.bookedMinutes, counted.openMinutes),
  noShowRate: shareOf(counted.noShows, counted.completed + counted.noShows),
});

const minute = 60_000;
const day = 1_440 * minute;

/** Returns by doctor the booked share of the opening hours in a range, and the next free time. */
export async function findAppointmentUse(
  db: Database,
  scope: Scope,
  { from, to, freeMinutes }: AppointmentUseInput,
): Promise<AppointmentUse> {
  const { practiceId } = scope;
  const here = onlyRow(await clock(db).execute({ practiceId }));
  const { now: instant, ...practice } = here;
  const { timeZone } = practice;
  const now = Math.floor(instant);
  const range = { begin: dayRange(timeZone, from).start, end: dayRange(timeZone, to).end };
  const counted = new Map(
    (await counts(db).execute({ practiceId, ...range })).map((row) => [row.doctorId, row]),
  );
  const open = await openDoctors(db).execute({ practiceId, doctorId: null, specialization: null });
  const doctors = open.map((each) => ({ ...each, rules: toRules(each) }));
  const freeDays = await findFreeDays(db, scope, { practice, now, freeMinutes, doctors });
  const rows = doctors.map(({ doctorId, doctorName, rules }) => ({
    ...nothing,
    doctorName,
    ...counted.get(doctorId),
    doctorId,
    nextFreeDay: freeDays.get(doctorId) ?? null,
    // Some time zones have changed by seconds, such as Liberia in 1972.
    openMinutes: Math.round(
      openIntervals(rules, { ...practice, from, to }).reduce((sum, { start, end }) => sum + end - start, 0) /
        minute,
    ),
  }));
  const known = new Set(rows.map(({ doctorId }) => doctorId));
  // Doctors who had opening hours in the range, but have none now.
  for (const each of counted.values())
    if (!known.has(each.doctorId)) rows.push({ ...nothing, ...each, nextFreeDay: null });
  const seen = rows.filter((row) => row.openMinutes > 0 || row.appointments > 0 || row.cancelled > 0);
  return {
    timeZone,
    total: withRates(totalOf(seen)),
    doctors: seen
      .map(({ doctorId, doctorName, nextFreeDay, ...row }) => ({
        doctorId,
        doctorName,
        nextFreeDay,
        ...withRates(row),
      }))
      .toSorted((one, other) => (other.utilisation ?? -1) - (one.utilisation ?? -1)),
  };
}

const totalOf = (rows: readonly Counted[]): Counted =>
  rows.reduce(
    (sum, row) => ({
      openMinutes: sum.openMinutes + row.openMinutes,
      bookedMinutes: sum.bookedMinutes + row.bookedMinutes,
      appointments: sum.appointments + row.appointments,
      cancelled: sum.cancelled + row.cancelled,
      completed: sum.completed + row.completed,
      noShows: sum.noShows + row.noShows,
    }),
    nothing,
  );

type OpenDoctor = {
  doctorId: DoctorId;
  doctorName: string;
  bookedAt: number;
  maxAppointmentsPerDay: number;
  rules: ReturnType<typeof toRules>;
};
type Looking = { practice: PracticeDays; now: number; freeMinutes: number; doctors: readonly OpenDoctor[] };

/** Distance between the starts that are tried, in minutes. */
const stepMinutes = 5;

async function findFreeDays(
  db: Database,
  scope: Scope,
  { practice, now, freeMinutes, doctors }: Looking,
): Promise<Map<DoctorId, string>> {
  const { timeZone } = practice;
  const range = { begin: now - margin, end: now + (freeDaysAhead + 1) * day + margin };
  const ids = doctors.map(({ doctorId }) => doctorId);
  const busyOf = Map.groupBy(
    await findTaken(db, scope, { by: "doctors", ids, ...range }),
    ({ doctorId }) => doctorId,
  );
  const dateOf = dateFinder(timeZone, range.begin - day, range.end + day);
  const days = { ...practice, from: dateAt(timeZone, now), to: dateAt(timeZone, now + freeDaysAhead * day) };
  const visit = { id: newId<VisitTypeId>(), minutes: freeMinutes, bufferBefore: 0, bufferAfter: 0, seats: 1 };
  const found = new Map<DoctorId, string>();
  for (const { rules, ...doctor } of doctors) {
    const open = openIntervals(rules, days);
    const busy = busyOf.get(doctor.doctorId) ?? [];
    const { value: first } = freeSlots(
      { ...doctor, open, busy, dateOf },
      { visit, stepMinutes, from: now, until: Number.POSITIVE_INFINITY },
    ).next();
    if (first) found.set(doctor.doctorId, dateOf(first.start));
  }
  return found;
}
