import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import type { FieldMessage } from "../../../../kernel/error/field-messages.ts";
import { lockBookings } from "../../../../scheduling/appointment/lock-bookings.ts";
import { insertVisitTypes, type Sliced } from "../inserts.ts";
import { folded, givenId, patientsOf } from "../named-people.ts";
import type { ImportProblems } from "../problems.ts";
import { externalIds, isWithin, lockPeople, type Slice, slicesOf, type Target } from "../staging.ts";

/** The file of a table of appointments, and the column of each field. */
export type BookingPlace = { file: string; columnOf: (key: string) => string };

export type BookingCheck = Sliced & { problems: ImportProblems; bookings: BookingPlace };

/** The rows looked up by one statement. */
const lookedUpAtOnce = 200;

/**
 * Finds the patients, doctors and visit types that the rows name, and what is wrong with the rows. Resolves to how many
 * appointments are there already: their rows are left out.
 */
export async function resolveBookings(db: Database, check: BookingCheck): Promise<number> {
  await insertVisitTypes(db, check, sql`select distinct visit_type as name from import_booking`);
  if (await areToCome(db)) await lockBookings(db, check.importer);
  await addRepeated(db, check);
  for await (const slice of slicesOf(db, "booking", lookedUpAtOnce)) {
    for (const row of await resolve(db, check, slice)) addProblems(check, row);
    await lockNamed(db, check, slice);
    await check.throttle.pause();
  }
  const { count } = await db.execute(sql`
    delete from import_booking as staged using appointment as known
    where known.practice_id = ${check.importer.practiceId}::uuid and known.id = staged.id`);
  check.progress.add(count);
  return count;
}

/** Whether any of them could clash with a booking. Bookings then wait until the import ends. */
async function areToCome(db: Database): Promise<boolean> {
  const { count } = await db.execute(
    sql`select from import_booking where starts_at > now() - interval '1 day' limit 1`,
  );
  return count > 0;
}

async function addRepeated(db: Database, { problems, bookings }: BookingCheck): Promise<void> {
  const rows = await db.execute<{ line: number; first: number }>(sql`
    select line, first from (
      select line, min(line) over (partition by id) as first from import_booking
    ) as known where line > first order by line limit ${problems.mostListed + 1}`);
  for (const { line, first } of rows) {
    const message = `Repeats the appointment of line ${problems.lineOf(first)}` as const;
    problems.add({ file: bookings.file, line, column: bookings.columnOf("Id"), message, isAcrossRows: true });
  }
}

/** Whether the practice works with the doctor, or one of its members has added them. All practices share the directory, which may have namesakes. */
const isOurs = ({ importer: { practiceId } }: Target) => sql`(
  exists (select from opening_hours as its where its.practice_id = ${practiceId}::uuid and its.doctor_id = named.id)
  or exists (select from assignment as its where its.practice_id = ${practiceId}::uuid and its.doctor_id = named.id)
  or exists (select from appointment as its where its.practice_id = ${practiceId}::uuid and its.doctor_id = named.id)
  or exists (
    select from doctor as its join membership as member
      on member.practice_id = ${practiceId}::uuid and member.account_id = its.created_by
    where its.id = named.id
  )
)`;

/** The doctors whom the row can mean: those of the practice, or if there are none, others of the directory. */
const doctorsOf = (target: Target): SQL => sql`(
  select coalesce(array_agg(id) filter (where is_ours), array_agg(id), '{}') from (
    select distinct named.id, ${isOurs(target)} as is_ours from (
      select its.id from doctor as its where its.id = ${givenId(sql`staged.doctor`)}
      union all select ${externalIds(target).doctor(sql`staged.doctor`)}
      union all select its.id from doctor as its where lower(its.email) = lower(staged.doctor)
      union all select its.id from doctor as its where lower(its.license_number) = lower(staged.doctor)
      union all select its.id from doctor as its where its.sort_name in (${folded(sql`staged.doctor_names`)})
    ) as named where named.id is not null limit 100
  ) as found
)`;

type Resolved = { line: number; patients: number; doctors: number; isEarly: boolean };

async function resolve(db: Database, target: Target, slice: Slice): Promise<Resolved[]> {
  return db.execute<Resolved>(sql`
    with named as materialized (
      select staged.line, ${patientsOf(target)} as patients, ${doctorsOf(target)} as doctors, type.id as type_id,
        coalesce(staged.ends_at, staged.starts_at + make_interval(mins => type.minutes)) as ends_at
      from import_booking as staged join visit_type as type
        on type.practice_id = ${target.importer.practiceId}::uuid and lower(type.name) = lower(staged.visit_type)
      where ${isWithin(slice)}
    )
    update import_booking as staged set
      patient_id = case cardinality(patients) when 1 then patients[1] end,
      doctor_id = case cardinality(doctors) when 1 then doctors[1] end,
      visit_type_id = type_id,
      ends_at = named.ends_at,
      status = case
        when coalesce(staged.status, 'booked') <> 'booked' then staged.status
        when named.ends_at <= now() then 'fulfilled'
        else 'booked'
      end
    from named where named.line = staged.line
    returning staged.line, cardinality(patients) as patients, cardinality(doctors) as doctors,
      staged.status in ('fulfilled', 'noshow') and staged.ends_at > now() as "isEarly"`);
}

function addProblems({ problems, bookings }: BookingCheck, { line, patients, doctors, isEarly }: Resolved) {
  const add = (key: string, message: FieldMessage) =>
    problems.add({ file: bookings.file, line, column: bookings.columnOf(key), message, isAcrossRows: true });
  if (patients === 0) add("patient", "There is no such patient");
  if (patients > 1) add("patient", "Several patients match: give an identifier, or the date of birth");
  if (doctors === 0) add("doctor", "There is no such doctor");
  if (doctors > 1) add("doctor", "Several doctors match: give an identifier");
  if (isEarly) add("status", "Has not ended yet");
}

/** Blocks the removal of the patients and doctors until the import ends. */
async function lockNamed(db: Database, target: Target, slice: Slice): Promise<void> {
  const named = (column: SQL) =>
    sql`array(select ${column} from import_booking as staged where ${isWithin(slice)} and ${column} is not null)`;
  await lockPeople(db, target, { record: "patient", ids: named(sql`patient_id`) });
  await lockPeople(db, target, { record: "doctor", ids: named(sql`doctor_id`) });
}
