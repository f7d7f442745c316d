import { zoneOf } from "@caretype/core/kernel/field/day";
import type { DoctorId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { findHolidays } from "@caretype/core/mechanisms/practice-days";
import { type Database, prepared } from "@caretype/db";
import { appointment, doctor, openingHours } from "@caretype/db/schema";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { dayRange, openIntervals } from "../opening-hours/expand.ts";
import { toRules } from "../opening-hours/queries.ts";
import { appointmentFields } from "./queries.ts";
import type { Calendar, CalendarDoctor, ReadCalendar } from "./schema.ts";

const maxAppointments = 2_000;
const maxDoctors = 500;

const practiceId = sql.placeholder("practiceId");
const doctorIds = sql`${sql.placeholder("doctorIds")}::uuid[]`;
const roomIds = sql`${sql.placeholder("roomIds")}::uuid[]`;
const begin = sql`${sql.placeholder("begin")}::timestamptz`;
const end = sql`${sql.placeholder("end")}::timestamptz`;

/** Neither cancelled nor an expired hold. */
const standsIn = (alias: SQL) =>
  sql`${alias}.status <> 'cancelled' and not (${alias}.status = 'pending' and ${alias}.held_until <= now())`;

const isWanted = sql`visit.practice_id = ${practiceId} and visit.starts_at < ${end} and visit.ends_at > ${begin}
  and visit.starts_at >= ${begin} - interval '1 day'
  and (${sql.placeholder("withCancelled")}::boolean or ${standsIn(sql`visit`)})
  and (${roomIds} is null or visit.room_id = any(${roomIds}))
  and (${doctorIds} is null or visit.doctor_id = any(${doctorIds}))`;

const limit = sql.raw(`limit ${maxAppointments + 1}`);

/**
 * Finds ids in an index, then reads the rows by key. A generic plan might otherwise read other doctors' appointments.
 */
const earliest = (where: SQL) => sql`(
  select visit.id, visit.starts_at from ${appointment} as visit where ${where} order by visit.starts_at ${limit})`;

const earliestOf = (ids: SQL, where: SQL) => sql`(
  select visit.id, visit.starts_at from unnest(${ids}) as wanted (id), lateral ${earliest(where)} as visit
  order by visit.starts_at ${limit})`;

const appointmentsBy = (ids: SQL) =>
  prepared(["practiceId", "doctorIds", "roomIds", "begin", "end", "withCancelled"], (db) =>
    db
      .select(appointmentFields)
      .from(sql`${ids} as found`)
      .innerJoin(appointment, and(eq(appointment.practiceId, practiceId), eq(appointment.id, sql`found.id`)))
      .orderBy(asc(appointment.startsAt), asc(appointment.id)),
  );

const appointmentsOf = {
  all: appointmentsBy(earliest(isWanted)),
  doctors: appointmentsBy(earliestOf(doctorIds, sql`${isWanted} and visit.doctor_id = wanted.id`)),
  rooms: appointmentsBy(earliestOf(roomIds, sql`${isWanted} and visit.room_id = wanted.id`)),
};

/** Doctors with opening hours in the practice, and the requested ones, with their rules. */
const doctors = prepared(["practiceId", "doctorIds"], (db) => {
  const entry = db
    .select({ name: doctor.name, maxAppointmentsPerDay: doctor.maxAppointmentsPerDay })
    .from(doctor)
    .where(eq(doctor.id, sql`wanted.id`))
    .limit(1)
    .as("entry");
  return db
    .select({
      doctorId: sql<DoctorId>`wanted.id`,
      doctorName: entry.name,
      maxAppointmentsPerDay: entry.maxAppointmentsPerDay,
      weekly: openingHours.weekly,
      exceptions: openingHours.exceptions,
    })
    .from(
      sql`(select hours.doctor_id from ${openingHours} as hours where hours.practice_id = ${practiceId}
        union select unnest(${doctorIds})) as wanted (id)`,
    )
    .innerJoinLateral(entry, sql`true`)
    .leftJoin(
      openingHours,
      and(eq(openingHours.practiceId, practiceId), eq(openingHours.doctorId, sql`wanted.id`)),
    )
    .orderBy(entry.name, sql`wanted.id`)
    .limit(maxDoctors);
});

const date = sql`(${appointment.startsAt} at time zone ${sql.placeholder("timeZone")}::text)::date`;

/** Days on which a doctor has reached the daily limit. */
const fullDays = prepared(["practiceId", "doctorIds", "begin", "end", "timeZone"], (db) =>
  db
    .select({ doctorId: appointment.doctorId, date: sql<string>`${date}::text` })
    .from(sql`unnest(${doctorIds}) as wanted (id)`)
    .innerJoinLateral(
      db
        .select({ id: doctor.id, most: doctor.maxAppointmentsPerDay })
        .from(doctor)
        .where(eq(doctor.id, sql`wanted.id`))
        .limit(1)
        .as("entry"),
      sql`true`,
    )
    .innerJoin(
      appointment,
      and(
        eq(appointment.practiceId, practiceId),
        eq(appointment.doctorId, sql`wanted.id`),
        sql`${appointment.startsAt} >= ${begin}`,
        sql`${appointment.startsAt} < ${end}`,
        standsIn(sql`${appointment}`),
      ),
    )
    .groupBy(appointment.doctorId, sql`2`, sql`entry.max_appointments_per_day`)
    .having(sql`count(*) >= entry.max_appointments_per_day`),
);

const listOf = (ids: readonly string[]) => `{${ids.join(",")}}`;
const instantOf = (milliseconds: number) => new Date(milliseconds).toISOString();

/** Reads a range of days for a calendar: appointments, and each doctor's opening hours and full days. */
export async function readCalendar(db: Database, scope: Scope, input: ReadCalendar): Promise<Calendar> {
  const { practiceId } = scope;
  const { from, to, withCancelled } = input;
  const timeZone = zoneOf(scope.timeZone);
  const range = { practiceId, begin: dayRange(timeZone, from).start, end: dayRange(timeZone, to).end };
  const wanted = {
    doctorIds: input.doctorIds ? listOf(input.doctorIds) : null,
    roomIds: input.roomIds ? listOf(input.roomIds) : null,
  };
  const by = input.doctorIds ? "doctors" : input.roomIds ? "rooms" : "all";
  const [holidays, found, known] = await Promise.all([
    findHolidays(db, scope),
    appointmentsOf[by](db).execute({ ...range, ...wanted, withCancelled }),
    doctors(db).execute({ practiceId, doctorIds: wanted.doctorIds ?? "{}" }),
  ]);
  const isAsked = ({ doctorId }: { doctorId: DoctorId }) => input.doctorIds?.includes(doctorId) ?? true;
  const shown = known.filter(isAsked);
  const full = await fullDays(db).execute({
    ...range,
    timeZone,
    doctorIds: listOf(shown.map(({ doctorId }) => doctorId)),
  });
  return {
    timeZone,
    from,
    to,
    doctors: shown.map(({ weekly, exceptions, ...each }): CalendarDoctor => {
      const open = openIntervals(toRules({ weekly, exceptions }), { timeZone, holidays, from, to });
      return {
        ...each,
        open: open.map(({ start, end }) => ({ startsAt: instantOf(start), endsAt: instantOf(end) })),
        fullDays: full.filter(({ doctorId }) => doctorId === each.doctorId).map((day) => day.date),
      };
    }),
    otherDoctors: known
      .filter((each) => !isAsked(each))
      .map(({ doctorId, doctorName }) => ({ doctorId, doctorName })),
    appointments: found.slice(0, maxAppointments),
    isComplete: found.length <= maxAppointments,
  };
}
