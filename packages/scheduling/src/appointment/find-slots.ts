import type { AppointmentId, DoctorId, RoomId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { comparedSpecialization } from "@caretype/core/people/doctor/queries";
import { suits } from "@caretype/core/people/doctor/suits";
import { type Database, pick, prepared } from "@caretype/db";
import { appointment, doctor, openingHours, practice } from "@caretype/db/schema";
import { type AnyColumn, and, asc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { dateFinder, openIntervals, startFilter } from "../opening-hours/expand.ts";
import { ownDays, toRules } from "../opening-hours/queries.ts";
import { rooms } from "../room/queries.ts";
import { visitTypes } from "../visit-type/queries.ts";
import type { FindSlots, SlotPage } from "./schema.ts";
import { type FreeSlot, freeSlots, joined } from "./slots.ts";

const practiceId = sql.placeholder("practiceId");
const wantedDoctor = sql`${sql.placeholder("doctorId")}::uuid`;
const specialization = sql`${sql.placeholder("specialization")}::text`;

/** Milliseconds since 1970. */
const epoch = (at: AnyColumn | SQL) => sql<number>`date_part('epoch', ${at}) * 1000`;

/** The doctors with opening hours in the practice, with their rules and the time of their last booking. */
export const openDoctors = prepared(["practiceId", "doctorId", "specialization"], (db) => {
  const entry = db
    .select({
      name: doctor.name,
      specialization: doctor.specialization,
      maxAppointmentsPerDay: doctor.maxAppointmentsPerDay,
    })
    .from(doctor)
    .where(
      and(
        eq(doctor.id, openingHours.doctorId),
        sql`(${specialization} is null or ${comparedSpecialization(doctor.specialization)} = lower(${specialization}))`,
      ),
    )
    .limit(1)
    .as("entry");
  const bookedAt = sql`(select booked.created_at from ${appointment} as booked
    where booked.practice_id = ${practiceId} and booked.doctor_id = ${openingHours.doctorId}
    order by booked.created_at desc limit 1)`;
  return db
    .select({
      ...pick(openingHours, "doctorId", "weekly", "exceptions"),
      doctorName: entry.name,
      specialization: entry.specialization,
      maxAppointmentsPerDay: entry.maxAppointmentsPerDay,
      bookedAt: sql<number>`coalesce(${epoch(bookedAt)}, 0)`,
    })
    .from(openingHours)
    .innerJoinLateral(entry, sql`true`)
    .where(
      and(
        eq(openingHours.practiceId, practiceId),
        sql`(${wantedDoctor} is null or ${openingHours.doctorId} = ${wantedDoctor})`,
      ),
    );
});

const maxTaken = 1_000_000;

/** Looks up the range of each doctor or room in its index. */
const takenBy = (column: typeof appointment.doctorId | typeof appointment.roomId) =>
  prepared(["practiceId", "ids", "begin", "end", "exceptId"], (db) => {
    const ofDoctor = db
      .select({
        doctorId: appointment.doctorId,
        start: epoch(appointment.startsAt).as("start"),
        from: epoch(appointment.occupiedFrom).as("from"),
        to: epoch(appointment.occupiedTo).as("to"),
        slot: appointment.slot,
      })
      .from(appointment)
      .where(
        and(
          eq(appointment.practiceId, practiceId),
          eq(column, sql`wanted.id`),
          gte(appointment.startsAt, sql.placeholder("begin")),
          lt(appointment.startsAt, sql.placeholder("end")),
          sql`${appointment.id} is distinct from ${sql.placeholder("exceptId")}::uuid`,
          sql`${appointment.status} <> 'cancelled'`,
          sql`not (${appointment.status} = 'pending' and ${appointment.heldUntil} <= now())`,
        ),
      )
      // Keeps the planner from joining the whole practice.
      .limit(maxTaken)
      .as("of_doctor");
    return db
      .select(pick(ofDoctor, "doctorId", "start", "from", "to", "slot"))
      .from(sql`unnest(${sql.placeholder("ids")}::uuid[]) as wanted (id)`)
      .innerJoinLateral(ofDoctor, sql`true`)
      .orderBy(asc(ofDoctor.from));
  });
const taken = {
  doctors: takenBy(appointment.doctorId),
  rooms: takenBy(appointment.roomId),
};

/** The practice's time zone and holidays, and the database's clock. */
export const clock = prepared(["practiceId"], (db) =>
  db
    .select({ ...ownDays, now: epoch(sql`now()`) })
    .from(practice)
    .where(eq(practice.id, practiceId)),
);

const day = 86_400_000;
/** More than any time zone's offset, and than an appointment's occupied time. */
export const margin = 2 * day;

/** Days per statement: the first ones usually have enough slots, and shorter statements delay other calls less. */
const daysAtOnce = 7;

/**
 * Lists free slots of one or several doctors, earliest first. Among doctors who are free at the same time, least
 * recently booked first. Reads appointments of several days in one statement for all doctors, and in one for the
 * room. Throws `VISIT_TYPE_NOT_FOUND` and `ROOM_NOT_FOUND`.
 */
export async function findSlots(db: Database, scope: Scope, input: FindSlots): Promise<SlotPage> {
  const { practiceId } = scope;
  const { visitTypeId, doctorId = null, specialization = null, roomId, from, to, limit } = input;
  const [visit, [here], open] = await Promise.all([
    visitTypes.find(db, scope, visitTypeId),
    clock(db).execute({ practiceId }),
    openDoctors(db).execute({ practiceId, doctorId, specialization }),
    roomId && rooms.find(db, scope, roomId),
  ]);
  if (!here) throw new Error("the query for the clock returned no row");
  const isAny = doctorId === null && specialization === null;
  const wanted = isAny ? open.filter((each) => suits(each.specialization, input)) : open;
  if (!visit.isActive || wanted.length === 0) return { items: [], nextCursor: null };
  const { now, ...practice } = here;
  const [first, end] = [Math.max(Math.floor(now), Date.parse(from) - day), Date.parse(to) + 2 * day];
  const range = { timeZone: practice.timeZone, start: first - 2 * margin, end: end + 2 * margin };
  const dateOf = dateFinder(range.timeZone, range.start, range.end);
  const mayStart = startFilter(input, range);
  const stepMinutes =
    input.stepMinutes ?? (input.joined ? 5 : visit.bufferBefore + visit.minutes + visit.bufferAfter);
  const doctors = wanted.map(({ weekly, exceptions, ...each }) => ({
    ...each,
    open: openIntervals(toRules({ weekly, exceptions }), { ...practice, from, to }),
    slots: [] as FreeSlot[],
  }));
  const ids = wanted.map((each) => each.doctorId);
  const isEnough = () => doctors.reduce((sum, { slots }) => sum + slots.length, 0) >= limit;
  for (let begin = first; begin < end && !isEnough(); begin += daysAtOnce * day) {
    const until = Math.min(begin + daysAtOnce * day, end);
    const near = { ...input, begin: begin - margin, end: until + margin };
    const [busy, inRoom] = await Promise.all([
      findTaken(db, scope, { by: "doctors", ids, ...near }),
      roomId ? findTaken(db, scope, { by: "rooms", ids: [roomId], ...near }) : [],
    ]);
    const busyOf = Map.groupBy(busy, (each) => each.doctorId);
    for (const doctor of doctors) {
      const ofOthers = inRoom.filter((other) => other.doctorId !== doctor.doctorId);
      const days = { ...doctor, busy: busyOf.get(doctor.doctorId) ?? [], inRoom: ofOthers, dateOf };
      const free = freeSlots(days, { visit, stepMinutes, from: begin, until });
      const all = [...doctor.slots, ...[...free].filter(({ start }) => mayStart(start))];
      doctor.slots = input.joined ? [...joined(all)] : all;
    }
  }
  const earliest = doctors
    .flatMap(({ slots, ...each }) => slots.map((slot) => ({ ...each, ...slot })))
    .toSorted((one, other) => one.start - other.start || one.bookedAt - other.bookedAt)
    .slice(0, limit);
  const items = earliest.map(({ start, end, seatsLeft, ...each }) => ({
    doctorId: each.doctorId,
    doctorName: each.doctorName,
    specialization: each.specialization,
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(end).toISOString(),
    seatsLeft,
  }));
  return { items, nextCursor: null };
}

type Range = ({ by: "doctors"; ids: DoctorId[] } | { by: "rooms"; ids: RoomId[] }) & {
  begin: number;
  end: number;
  /** Excluded from the result. */
  exceptAppointmentId?: AppointmentId | undefined;
};

/** Finds the occupied times of doctors or rooms, in one statement. */
export async function findTaken(db: Database, { practiceId }: Scope, range: Range) {
  const { by, ids, begin, end, exceptAppointmentId: exceptId = null } = range;
  const rows = await taken[by](db).execute({
    practiceId,
    ids: `{${ids.join(",")}}`,
    begin: new Date(begin).toISOString(),
    end: new Date(end).toISOString(),
    exceptId,
  });
  return rows.map(({ from, to, ...row }) => ({ ...row, occupied: { start: from, end: to } }));
}
