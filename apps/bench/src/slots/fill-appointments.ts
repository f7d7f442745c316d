import type { DoctorId, PracticeId, VisitTypeId } from "@caretype/api/field/ids";
import postgres from "postgres";

/** The appointments of one doctor: 24 a day for about a year, and four of five of the next four weeks. */
export const visitsOfDoctor = 10_000;

type Filling = {
  /** The practices that share the doctors, the measured one first. */
  practiceIds: readonly PracticeId[];
  doctorIds: readonly DoctorId[];
  visitTypeId: VisitTypeId;
};

/** Adds the appointments of all doctors. Without triggers, which check each row: two million would take an hour. */
export async function fillAppointments(
  databaseUrl: string,
  { practiceIds, doctorIds, visitTypeId }: Filling,
): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  await sql`alter table appointment disable trigger user`;
  await sql`
      insert into visit_type (practice_id, id, name, minutes, created_by)
      select practice_id, ${visitTypeId}::uuid, 'Check-up', 20, account_id from membership
      where role = 'owner' and practice_id = any (${practiceIds}::uuid[]) on conflict do nothing`;
  await sql`
      insert into appointment (practice_id, id, patient_id, doctor_id, visit_type_id, status, starts_at, ends_at,
        occupied_from, occupied_to, slot, created_by)
      select practice.id, visit.id, people.ids[1 + (visit.number * 20 + doctor.place) % cardinality(people.ids)], doctor.id,
        ${visitTypeId}::uuid, case when visit.starts > now() then 'booked' else 'fulfilled' end, visit.starts,
        visit.starts + interval '20 minutes', visit.starts, visit.starts + interval '20 minutes', visit.id, people.owner
      from (
          select id, (number - 1) / ${practiceIds.length}::int as place,
            1 + (number - 1) % ${practiceIds.length}::int as practice
          from unnest(${doctorIds}::uuid[]) with ordinality as given (id, number)
        ) as doctor
        join unnest(${practiceIds}::uuid[]) with ordinality as practice (id, number) on practice.number = doctor.practice
        cross join lateral (
          select array(select id from patient where practice_id = practice.id order by id limit 500) as ids,
            (select account_id from membership where practice_id = practice.id and role = 'owner' limit 1) as owner
        ) as people
        cross join lateral (
          select uuidv7() as id, number, date_trunc('day', now()) + interval '29 days' - number / 24 * interval '1 day'
            + interval '8 hours' + number % 24 * interval '20 minutes' as starts
          from generate_series(0, ${visitsOfDoctor}::int * 5 / 4) as number
          -- Names the doctor, so that each gets ids of their own.
          where doctor.id is not null and (number >= 24 * 28 or number % 5 > 0) limit ${visitsOfDoctor}::int
        ) as visit`;
  await sql`alter table appointment enable trigger user`;
  await sql`update doctor set max_appointments_per_day = 24 where id = any (${doctorIds}::uuid[])`;
  await sql`vacuum analyze appointment, visit_type`;
  await sql.end();
}
