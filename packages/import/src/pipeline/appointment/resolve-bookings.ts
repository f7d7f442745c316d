import { beforeBirth } from "@caretype/chart/clinical/recordable";
import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { zoneOf } from "@caretype/core/kernel/field/day";
import { titlesInSql } from "@caretype/core/kernel/field/name-parts";
import type { Database } from "@caretype/db";
import { lockBookings } from "@caretype/scheduling/appointment/lock-bookings";
import { type SQL, sql } from "drizzle-orm";
import { insertVisitTypes } from "../inserts.ts";
import {
  givenId,
  inLooseSpelling,
  namesWithoutBlanks,
  patientProblem,
  withoutBlanks,
} from "../named-people.ts";
import { addFound, addRepeated } from "../staged-problems.ts";
import { birthOf, externalIds, type Importing, isWithin, lockPeople, type Slice } from "../staging.ts";

const atOnce = 200;

/**
 * Finds the rows' doctors and visit types, and the rows' problems. Resolves to the number of existing appointments,
 * whose rows are left out.
 */
export async function resolveBookings(db: Database, check: Importing): Promise<number> {
  await insertVisitTypes(db, check, sql`select distinct visit_type as name from import_booking`);
  await listDoctors(db, check);
  if (await areToCome(db)) await lockBookings(db, check.importer);
  await addRepeated(db, check, {
    kind: "booking",
    key: sql.identifier("id"),
    messageOf: (line) => `Repeats the appointment of line ${line}`,
  });
  // Before any look-up: by now, the named people may have another name, or a namesake.
  const { count } = await db.execute(sql`
    delete from import_booking as staged using appointment as known
    where known.practice_id = ${check.importer.practiceId}::uuid and known.id = staged.id`);
  check.progress.add(count);
  await addFound(db, check, {
    kind: "booking",
    atOnce,
    async find(slice) {
      const rows = await resolve(db, check, slice);
      await lockDoctors(db, check, slice);
      return rows;
    },
    problemsOf,
  });
  return count;
}

/** Whether any row could clash with a booking. Bookings then wait until the import ends. */
async function areToCome(db: Database): Promise<boolean> {
  const { count } = await db.execute(
    sql`select from import_booking where starts_at > now() - interval '1 day' limit 1`,
  );
  return count > 0;
}

/**
 * Whether the practice works with the doctor, or one of its members has added the doctor. All practices share the
 * directory, which may have namesakes.
 */
const isOurs = ({ importer: { practiceId } }: Importing) => sql`(
  exists (select from opening_hours as existing where existing.practice_id = ${practiceId}::uuid and existing.doctor_id = named.id)
  or exists (select from assignment as existing where existing.practice_id = ${practiceId}::uuid and existing.doctor_id = named.id)
  or exists (select from appointment as existing where existing.practice_id = ${practiceId}::uuid and existing.doctor_id = named.id)
  or exists (
    select from doctor as existing join membership as member
      on member.practice_id = ${practiceId}::uuid and member.account_id = existing.created_by
    where existing.id = named.id
  )
)`;

/**
 * The directory's names without blanks, which has no index. The practice's own doctors also match by their last name
 * alone, as `Dr. Gray`.
 */
const listDoctors = (db: Database, importing: Importing) =>
  db.execute(sql`
    create temporary table import_doctor_name on commit drop as
    select existing.id, spelled.name
    from doctor as existing, ${namesWithoutBlanks(sql`loose_text(existing.last_name || ' ' || existing.first_name)`)}
    union all
    select named.id, ${withoutBlanks(sql`loose_text(regexp_replace(named.last_name, ${titlesInSql.pattern}, '', 'gi'))`)}
    from doctor as named where ${isOurs(importing)}`);

/**
 * The row's possible doctors: those of the practice, or else others of the directory. Names with other blanks, or
 * without their title, count only without an exact match.
 */
const doctorsOf = (target: Importing): SQL => sql`(
  select coalesce(
    array_agg(id) filter (where is_ours and is_exact), array_agg(id) filter (where is_ours),
    array_agg(id) filter (where is_exact), array_agg(id), '{}'
  ) from (
    select named.id, bool_or(named.is_exact) as is_exact, bool_or(${isOurs(target)}) as is_ours from (
      select exact.id, true as is_exact from (
        select existing.id from doctor as existing where existing.id = ${givenId(sql`staged.doctor`)}
        union all select ${externalIds(target).doctor(sql`staged.doctor`)}
        union all select existing.id from doctor as existing where lower(existing.email) = lower(staged.doctor)
        union all select existing.id from doctor as existing where lower(existing.license_number) = lower(staged.doctor)
        union all select existing.id from doctor as existing
          where loose_text(existing.last_name || ' ' || existing.first_name) in (${inLooseSpelling(sql`staged.doctor_names`)})
      ) as exact
      union all select existing.id, false from import_doctor_name as existing, (${inLooseSpelling(sql`staged.doctor_names`)}) as given
        where existing.name = ${withoutBlanks(sql`given.name`)}
    ) as named where named.id is not null group by named.id limit 100
  ) as found
)`;

/** Whether a new visit began before the birth. */
const isUnborn = ({ importer }: Importing, patientId: SQL): SQL => {
  const practice = sql`${importer.practiceId}::uuid`;
  const day = sql`(staged.starts_at at time zone ${zoneOf(importer.timeZone)}::text)::date::text`;
  return sql`(exists (
    select from (
      select ${birthOf(sql`existing`)} as day from patient as existing
      where existing.practice_id = ${practice} and existing.id = ${patientId} offset 0
    ) as birth where left(${day}, length(birth.day)) < birth.day
  ) and not exists (select from appointment as existing where existing.practice_id = ${practice} and existing.id = staged.id offset 0))`;
};

/** The same for visits of an export whose encounters are not imported, and therefore not checked. */
export async function addUnborn(db: Database, check: Importing): Promise<void> {
  if (check.places.encounter) return;
  const patientId = externalIds(check).patient(sql`staged.patient`);
  await addFound<{ line: number }>(db, check, {
    kind: "visit",
    find: (slice) =>
      db.execute(sql`
      select line from import_visit as staged where ${isWithin(slice)} and (${isUnborn(check, patientId)}
        or exists (select from import_patient as here where here.value = staged.patient
          and (staged.starts_at at time zone ${zoneOf(check.importer.timeZone)}::text)::date < here.date_of_birth))
      order by line`),
    problemsOf: () => [{ field: "startsAt", message: beforeBirth }],
  });
}

type Resolved = { line: number; patients: number; doctors: number; isEarly: boolean; isUnborn: boolean };

async function resolve(db: Database, target: Importing, slice: Slice): Promise<Resolved[]> {
  return db.execute<Resolved>(sql`
    with named as materialized (
      select staged.line, named_patient.found as patients, named_patient.patient_id, ${doctorsOf(target)} as doctors,
        type.id as type_id,
        ${isUnborn(target, sql`named_patient.patient_id`)} as is_unborn,
        coalesce(staged.ends_at, staged.starts_at + make_interval(mins => type.minutes)) as ends_at
      from import_booking as staged
        join import_named as named_patient on named_patient.cell = staged.patient
        join visit_type as type
          on type.practice_id = ${target.importer.practiceId}::uuid and lower(type.name) = lower(staged.visit_type)
      where ${isWithin(slice)}
    )
    update import_booking as staged set
      patient_id = named.patient_id,
      doctor_id = case cardinality(doctors) when 1 then doctors[1] end,
      visit_type_id = type_id,
      ends_at = named.ends_at,
      status = case
        when coalesce(staged.status, 'booked') <> 'booked' then staged.status
        when named.ends_at <= now() then 'fulfilled'
        else 'booked'
      end
    from named where named.line = staged.line
    returning staged.line, patients, cardinality(doctors) as doctors,
      staged.status in ('fulfilled', 'noshow') and staged.ends_at > now() as "isEarly",
      named.is_unborn as "isUnborn"`);
}

function problemsOf({
  patients,
  doctors,
  isEarly,
  isUnborn: isBeforeBirth,
}: Resolved): { field: string; message: FieldMessage }[] {
  const problems: { field: string; message: FieldMessage }[] = [];
  if (patients !== 1) problems.push({ field: "patient", message: patientProblem(patients) });
  if (doctors === 0) problems.push({ field: "doctor", message: "There is no such doctor" });
  if (doctors > 1) problems.push({ field: "doctor", message: "Several doctors match: give an identifier" });
  if (isBeforeBirth) problems.push({ field: "startsAt", message: beforeBirth });
  if (isEarly) problems.push({ field: "status", message: "Has not ended yet" });
  return problems;
}

/** Blocks the removal of the doctors until the import ends. The patients are already locked. */
async function lockDoctors(db: Database, target: Importing, slice: Slice): Promise<void> {
  const ids = sql`array(
    select doctor_id from import_booking as staged where ${isWithin(slice)} and doctor_id is not null)`;
  await lockPeople(db, target, { record: "doctor", ids });
}

/**
 * The most future appointments of an import. The practice cannot book while they are written, at some thousand a
 * second.
 */
const maxToCome = 10_000;

/**
 * Reports rows whose doctor or patient is not free. The database refuses such an appointment, but names no line.
 * Opening hours are not compared, because the other system has already booked.
 */
export async function addClashes(db: Database, check: Importing): Promise<void> {
  const { problems, places } = check;
  const { count } = await db.execute(
    sql`select from import_booking where status = 'booked' limit ${maxToCome + 1}`,
  );
  if (count > maxToCome) {
    const message: FieldMessage = `The file has more than ${maxToCome} appointments to come`;
    problems.addUnreadable({ file: places.booking?.file ?? "", message });
    return;
  }
  // Otherwise the planner does not know that few rows share a doctor.
  await db.execute(sql`analyze import_booking`);
  await addFound(db, check, {
    kind: "booking",
    atOnce,
    find: (slice) => db.execute<Clash>(clashesIn(check, isWithin(slice))),
    problemsOf(clash) {
      const message = messageOf(clash, (row) => problems.lineOf(row));
      return message ? [{ field: "startsAt", message }] : [];
    },
  });
}

type Clash = {
  line: number;
  isDoctorBooked: boolean;
  doctorLine: number | null;
  isPatientBooked: boolean;
  patientLine: number | null;
  isDayFull: boolean;
};

function messageOf(clash: Clash, lineOf: (row: number) => number): FieldMessage | undefined {
  if (clash.isDoctorBooked) return "The doctor has another appointment at this time";
  if (clash.doctorLine !== null)
    return `The doctor of line ${lineOf(clash.doctorLine)} is booked at this time`;
  if (clash.isPatientBooked) return "The patient has another appointment at this time";
  if (clash.patientLine !== null)
    return `The patient of line ${lineOf(clash.patientLine)} is booked at this time`;
  return clash.isDayFull ? "The doctor's day is full" : undefined;
}

/** No appointment takes a day. */
const isNear = sql`other.starts_at between staged.starts_at - interval '2 days' and staged.starts_at + interval '2 days'`;
const doctorOverlaps = sql`${isNear} and other.doctor_id = staged.doctor_id and other.status in ('pending', 'booked', 'arrived', 'fulfilled')`;
const patientOverlaps = sql`${isNear} and other.patient_id = staged.patient_id and other.status in ('pending', 'booked', 'arrived')`;

const overlaps = (from: SQL, to: SQL) =>
  sql`tstzrange(${from}, ${to}) && tstzrange(staged.starts_at, staged.ends_at)`;
const occupied = overlaps(sql`other.occupied_from`, sql`other.occupied_to`);
const lasts = overlaps(sql`other.starts_at`, sql`other.ends_at`);

/** The same rules as those of `check_appointment` and of the exclusion constraints, in the order of the inserts. */
function clashesIn({ importer: { practiceId } }: Importing, isInSlice: SQL): SQL {
  const known = sql`appointment as other
    where other.practice_id = ${practiceId}::uuid and (other.status <> 'pending' or other.held_until > now())`;
  // Past appointments are written before future ones. With the plain line, its index would be read instead of those
  // of doctors and patients.
  const earlier = sql`import_booking as other
    where other.line <> staged.line and (other.line + 0 < staged.line or other.status <> 'booked')`;
  const isSameDay = sql`${isNear} and other.doctor_id = staged.doctor_id and other.status <> 'cancelled'
    and (other.starts_at at time zone zone)::date = (staged.starts_at at time zone zone)::date`;
  return sql`
    select staged.line,
      exists (select from ${known} and ${doctorOverlaps} and ${occupied}) as "isDoctorBooked",
      (select min(other.line + 0) from ${earlier} and ${doctorOverlaps} and ${lasts}) as "doctorLine",
      exists (select from ${known} and ${patientOverlaps} and ${lasts}) as "isPatientBooked",
      (select min(other.line + 0) from ${earlier} and ${patientOverlaps} and ${lasts}) as "patientLine",
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
