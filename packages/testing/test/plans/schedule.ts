import type { Services } from "@caretype/api";
import type { AccountId, AppointmentId, DoctorId, PatientId } from "@caretype/core/kernel/field/ids";
import { type DatabaseHandle, schema } from "@caretype/db";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";
import { required } from "./required.ts";

type Given = {
  owner: Caller;
  accountId: AccountId;
  patientId: PatientId;
  doctorId: DoctorId;
  freeDoctorId: DoctorId;
  linkTokens: Services["linkTokens"];
};

const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" }));

/** Turns on reminders, and creates a link to most future appointments. Resolves to the token of one. */
async function makeLinks({ reader }: DatabaseHandle, linkTokens: Services["linkTokens"], id: AppointmentId) {
  const token = linkTokens.random();
  const email = "quorra.link@example.org";
  await reader.execute(sql`
    update ${schema.patient} as patient set email = ${email} from appointment as visit
    where visit.id = ${id} and patient.practice_id = visit.practice_id and patient.id = visit.patient_id`);
  await reader.execute(sql`
    insert into ${schema.appointmentLink} (practice_id, appointment_id, link_id, hash, email)
    select practice_id, id, uuidv7(),
      case when id = ${id} then ${linkTokens.hashOf(token)} else sha256(id::text::bytea) end, ${email}
    from appointment where starts_at > now()`);
  await reader.execute(sql`
    insert into ${schema.appointmentMail} (practice_id, appointment_id, kind, occasion, mail_id)
    select practice_id, id, 'booked', '1', uuidv7() from appointment where starts_at > now()`);
  await reader.execute(sql`
    update ${schema.practice} set patient_emails = true
    where id = (select practice_id from appointment where id = ${id})`);
  await reader.execute(sql`analyze appointment_link, appointment_mail`);
  return token;
}

/** Creates several pages of visit types, rooms and opening hours in the owner's practice, and some in others. */
async function makeBasics({ reader }: DatabaseHandle, { accountId }: Given) {
  const many = sql`from membership, generate_series(1, 300) as number where account_id = ${accountId} or number <= 5`;
  await reader.execute(sql`
    insert into ${schema.visitType} (practice_id, id, name, minutes, created_by)
    select practice_id, uuidv7(), 'Number ' || number || account_id, 20, account_id ${many}`);
  await reader.execute(sql`
    insert into ${schema.room} (practice_id, id, name, created_by)
    select practice_id, uuidv7(), 'Number ' || number || account_id, account_id ${many}`);
  await reader.execute(sql`
    insert into ${schema.openingHours} (practice_id, doctor_id, weekly, exceptions, updated_by, version)
    select practice_id, doctor.id, '[]', '[]', account_id, 2
    from (select * from membership where role = 'owner' order by account_id = ${accountId} desc limit 20) as owner
      cross join (select id from doctor order by id limit 120) as doctor`);
}

/** Books all doctors of the practices' opening hours: one visit an hour, for years back and weeks ahead. */
async function makeVisits({ reader }: DatabaseHandle, { doctorId, patientId, accountId }: Given) {
  // In the past, and few a day in the future, to satisfy all booking rules.
  await reader.execute(sql`
    insert into ${schema.appointment} (practice_id, id, patient_id, doctor_id, visit_type_id, room_id, status, starts_at,
      ends_at, occupied_from, occupied_to, slot, created_by)
    select patient.practice_id, visit.id, patient.id,
      case when patient.number % 2 = 0 then ${doctorId}::uuid else doctors.ids[1 + patient.number % 20] end, kind.id, room.id,
      case when starts > now() then 'booked' else 'fulfilled' end, starts, starts + interval '20 minutes', starts,
      starts + interval '20 minutes', visit.id, patient.created_by
    from (
        select practice_id from membership where role = 'owner' order by account_id = ${accountId} desc limit 4
      ) as practice
      cross join (select array(select id from doctor order by id limit 20) as ids) as doctors
      cross join lateral (
        select practice_id, id, created_by, row_number() over (order by id) as number
        from patient where patient.practice_id = practice.practice_id order by id limit 200
      ) as patient
      cross join lateral (
        select uuidv7() as id, date_trunc('hour', now()) + day * interval '1 day' + patient.number % 8 * interval '1 hour'
          - patient.number / 8 * interval '40 days' as starts
        from generate_series(1, 20) as day where patient.number is not null
      ) as visit
      cross join lateral (select id from visit_type where practice_id = patient.practice_id order by id limit 1) as kind
      cross join lateral (select id from room where practice_id = patient.practice_id order by id limit 1) as room
    where not (patient.id = ${patientId} and starts > now())`);
  await reader.execute(sql`analyze visit_type, room, opening_hours, appointment`);
  const [future] = await reader.execute<{ booked: AppointmentId; noShow: AppointmentId }>(sql`
    select (array_agg(id order by starts_at desc))[1] as booked, (array_agg(id order by starts_at))[1] as "noShow"
    from appointment join membership using (practice_id)
    where account_id = ${accountId} and appointment.doctor_id = ${doctorId} and starts_at > now() + interval '2 days'`);
  await reader.execute(sql`update appointment set status = 'noshow' where id = ${required(future?.noShow)}`);
  const [past] = await reader.execute<{ id: AppointmentId }>(sql`
    update appointment set status = 'booked' where (practice_id, id) = (
      select practice_id, id from appointment join membership using (practice_id)
      where account_id = ${accountId} and appointment.doctor_id = ${doctorId} and starts_at < now()
      order by starts_at limit 1)
    returning id`);
  return {
    appointment: required(future?.booked),
    noShow: required(future?.noShow),
    begun: required(past?.id),
  };
}

/** Puts many patients of some practices on the waitlist, with expired offers. */
async function makeWaitlist({ reader }: DatabaseHandle, { accountId, doctorId }: Given) {
  await reader.execute(sql`
    insert into ${schema.waitlistEntry} (practice_id, id, patient_id, visit_type_id, doctor_id, weekdays, last_day, created_by)
    select patient.practice_id, uuidv7(), patient.id, kind.id, ${doctorId}, '{1,2,3,4,5,6,7}', current_date + 60, patient.created_by
    from (select practice_id from membership where role = 'owner' order by account_id = ${accountId} desc limit 4) as practice
      cross join lateral (
        select practice_id, id, created_by from patient where patient.practice_id = practice.practice_id order by id limit 400
      ) as patient
      cross join lateral (select id from visit_type where practice_id = patient.practice_id order by id limit 1) as kind`);
  await reader.execute(sql`
    insert into ${schema.waitlistOffer} (practice_id, appointment_id, entry_id, ended_at)
    select practice_id, appointment.id, entry.id, now()
    from appointment join ${schema.waitlistEntry} as entry using (practice_id, patient_id)
    where starts_at < now()`);
  await reader.execute(sql`analyze waitlist_entry, waitlist_offer`);
}

const plusHour = (instant: string) => new Date(Date.parse(instant) + 3_600_000).toISOString();

export async function makeSchedule(database: DatabaseHandle, given: Given): Promise<PlanFixture["schedule"]> {
  const { owner, doctorId } = given;
  // The free doctor and patient have no appointments, so that they can be removed.
  const { id: bookedDoctorId } = await owner.doctor.create({ name: "Quorra Schedule" });
  await makeBasics(database, given);
  for (const each of [doctorId, given.freeDoctorId, bookedDoctorId])
    await owner.openingHours.set({ doctorId: each, expectedVersion: "any", weekly: week });
  const visits = await makeVisits(database, given);
  await makeWaitlist(database, given);
  const { items: waiting, nextCursor: waitlistCursor } = await owner.waitlist.list({ limit: 100 });
  const { items: kinds, nextCursor: visitTypeCursor } = await owner.visitType.list({ limit: 100 });
  const { items: rooms, nextCursor: roomCursor } = await owner.room.list({ limit: 100 });
  const used = await owner.appointment.byId({ id: visits.appointment });
  const startsAt = new Date(Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 86_400_000).toISOString();
  const visitTypeId = required(kinds[0]?.id);
  const { id: patientId } = await owner.patient.create({ name: "Quorra Schedule", gender: "female" });
  const held = await owner.appointment.hold({ patientId, doctorId: bookedDoctorId, visitTypeId, startsAt });
  // Outlasts the tests.
  await database.reader.execute(sql`
    update appointment set held_until = now() + interval '1 day' where id = ${held.id}`);
  const placed = { patientId, doctorId: bookedDoctorId, visitTypeId, everyWeeks: 2, times: 6 };
  const { items: series } = await owner.appointment.bookSeries({ ...placed, startsAt: plusHour(startsAt) });
  return {
    ...visits,
    waiting: required(waiting[50]?.id),
    waitlistCursor: required(waitlistCursor),
    link: await makeLinks(database, given.linkTokens, visits.appointment),
    linkedStart: used.startsAt,
    inSeries: required(series[0]?.id),
    held: held.id,
    visitType: used.visitTypeId,
    freeVisitType: required(kinds[1]?.id),
    visitTypeCursor: required(visitTypeCursor),
    room: required(used.roomId),
    freeRoom: required(rooms[1]?.id),
    roomCursor: required(roomCursor),
    cursor: required((await owner.appointment.list({ limit: 100 })).nextCursor),
    hoursCursor: required((await owner.openingHours.list({ limit: 50 })).nextCursor),
  };
}
