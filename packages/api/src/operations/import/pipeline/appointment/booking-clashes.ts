import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import type { FieldMessage } from "../../../../kernel/error/field-messages.ts";
import { isWithin, slicesOf } from "../staging.ts";
import type { BookingCheck } from "./resolve-bookings.ts";

/**
 * The most appointments to come in an import. The practice books nothing else while they are written, at some thousand
 * a second.
 */
const maxToCome = 10_000;
const comparedAtOnce = 200;

/**
 * Adds the rows whose doctor or patient is not free. The database refuses such an appointment, but names no line.
 * Opening hours are not compared: the other system has booked already.
 */
export async function addClashes(db: Database, check: BookingCheck): Promise<void> {
  const { problems, bookings, throttle } = check;
  const { count } = await db.execute(
    sql`select from import_booking where status = 'booked' limit ${maxToCome + 1}`,
  );
  if (count > maxToCome) {
    const message = `The file has more than ${maxToCome} appointments to come` as const;
    problems.addOfRows({ file: bookings.file, message });
    return;
  }
  // Otherwise the planner does not know that few rows are of one doctor.
  await db.execute(sql`analyze import_booking`);
  const column = bookings.columnOf("startsAt");
  for await (const slice of slicesOf(db, "booking", comparedAtOnce)) {
    const rows = await db.execute<Clash>(clashesIn(check, isWithin(slice)));
    for (const { line, ...clash } of rows) {
      const message = messageOf(clash, (row) => problems.lineOf(row));
      if (message) problems.add({ file: bookings.file, line, column, message, isAcrossRows: true });
    }
    await throttle.pause();
  }
}

type Clash = {
  line: number;
  isDoctorBooked: boolean;
  doctorLine: number | null;
  isPatientBooked: boolean;
  patientLine: number | null;
  isDayFull: boolean;
};

function messageOf(clash: Omit<Clash, "line">, lineOf: (row: number) => number): FieldMessage | undefined {
  if (clash.isDoctorBooked) return "The doctor has another appointment at this time";
  if (clash.doctorLine !== null)
    return `The doctor of line ${lineOf(clash.doctorLine)} is booked at this time`;
  if (clash.isPatientBooked) return "The patient has another appointment at this time";
  if (clash.patientLine !== null)
    return `The patient of line ${lineOf(clash.patientLine)} is booked at this time`;
  return clash.isDayFull ? "The doctor's day is full" : undefined;
}

/** No appointment takes a day. */
const isNear = sql`its.starts_at between staged.starts_at - interval '2 days' and staged.starts_at + interval '2 days'`;
const doctorOverlaps = sql`${isNear} and its.doctor_id = staged.doctor_id and its.status in ('pending', 'booked', 'arrived', 'fulfilled')`;
const patientOverlaps = sql`${isNear} and its.patient_id = staged.patient_id and its.status in ('pending', 'booked', 'arrived')`;

const overlaps = (from: SQL, to: SQL) =>
  sql`tstzrange(${from}, ${to}) && tstzrange(staged.starts_at, staged.ends_at)`;
const occupied = overlaps(sql`its.occupied_from`, sql`its.occupied_to`);
const lasts = overlaps(sql`its.starts_at`, sql`its.ends_at`);

/** The same rules as those of `check_appointment` and of the exclusion constraints, in the order of the inserts. */
function clashesIn({ importer: { practiceId } }: BookingCheck, isInSlice: SQL): SQL {
  const known = sql`appointment as its
    where its.practice_id = ${practiceId}::uuid and (its.status <> 'pending' or its.held_until > now())`;
  // What has ended is written before what is to come. With the plain line, its index would be read instead of those of
  // doctors and patients.
  const earlier = sql`import_booking as its
    where its.line <> staged.line and (its.line + 0 < staged.line or its.status <> 'booked')`;
  const isSameDay = sql`${isNear} and its.doctor_id = staged.doctor_id and its.status <> 'cancelled'
    and (its.starts_at at time zone zone)::date = (staged.starts_at at time zone zone)::date`;
  return sql`
    select staged.line,
      exists (select from ${known} and ${doctorOverlaps} and ${occupied}) as "isDoctorBooked",
      (select min(its.line + 0) from ${earlier} and ${doctorOverlaps} and ${lasts}) as "doctorLine",
      exists (select from ${known} and ${patientOverlaps} and ${lasts}) as "isPatientBooked",
      (select min(its.line + 0) from ${earlier} and ${patientOverlaps} and ${lasts}) as "patientLine",
      (select count(*) from ${known} and ${isSameDay}) + (select count(*) from ${earlier} and ${isSameDay})
        >= doctor.max_appointments_per_day as "isDayFull"
    from import_booking as staged
      join doctor on doctor.id = staged.doctor_id
      cross join (
        select coalesce((select time_zone from practice where id = ${practiceId}::uuid), 'UTC') as zone
      ) as local
    where ${isInSlice} and staged.status = 'booked' and staged.patient_id is not null
    order by staged.line`;
}
