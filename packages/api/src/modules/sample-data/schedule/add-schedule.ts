import { zoneOf } from "@caretype/core/kernel/field/day";
import type {
  AppointmentId,
  DoctorId,
  PatientId,
  RoomId,
  VisitTypeId,
} from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { currentTime } from "@caretype/core/kernel/field/time";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { findHolidays } from "@caretype/core/mechanisms/practice-days";
import { type Database, insertRows, newRow } from "@caretype/db";
import { appointment, doctor, openingHours, room, visitType } from "@caretype/db/schema";
import { timesOf } from "@caretype/scheduling/appointment/booking";
import { toRules } from "@caretype/scheduling/opening-hours/queries";
import { and, eq, inArray } from "drizzle-orm";
import { sampleDoctors } from "../people/doctors.ts";
import type { Say } from "../texts.ts";
import {
  outcomeOf,
  type PlannedDoctor,
  type PlannedVisit,
  planVisits,
  planWaiting,
  sampleDays,
} from "./plan-visits.ts";
import { sampleHours, sampleRooms, sampleVisitTypes } from "./practice-set-up.ts";

type AddedVisit = Pick<
  typeof appointment.$inferSelect,
  "id" | "patientId" | "doctorId" | "status" | "startsAt" | "endsAt" | "reasonForVisit"
>;

/** Created settings, for the removal. */
export type SampleSchedule = { visitTypeIds: VisitTypeId[]; roomIds: RoomId[]; doctorIds: DoctorId[] };

type SampleVisitor = { id: PatientId; doctorKeys: readonly string[] };
type People = { visitors: readonly SampleVisitor[]; doctors: ReadonlyMap<string, DoctorId>; say: Say };

/** Adds three weeks of appointments around today, with opening hours, visit types and rooms. Keeps existing ones. */
export async function addSchedule(
  db: Database,
  scope: Scope,
  people: People,
): Promise<{ setUp: SampleSchedule; visits: AddedVisit[]; timeZone: string }> {
  const now = currentTime();
  const timeZone = zoneOf(scope.timeZone);
  const visitTypes = await addVisitTypes(db, scope, people.say);
  const rooms = await addRooms(db, scope, people.say);
  const dayOff = sampleDays(timeZone, now).at(-3)?.date ?? "";
  const doctorIds = await addHours(db, scope, { doctors: people.doctors, dayOff });
  const planning = {
    timeZone,
    holidays: await findHolidays(db, scope),
    now,
    doctors: await plannedDoctors(db, scope, people),
    visits: visitTypes.byName,
  };
  const plan = planVisits(planning);
  const rows = [...plan, ...planWaiting(planning, plan)].flatMap((visit) =>
    toRow(visit, { scope, now, visitTypes, rooms, say: people.say }),
  );
  await insertRows(db, appointment, { practiceId: scope.practiceId, rows });
  const setUp = { visitTypeIds: visitTypes.added, roomIds: rooms.added, doctorIds };
  return { setUp, visits: rows, timeZone };
}

async function addVisitTypes(db: Database, { practiceId, accountId: createdBy }: Scope, say: Say) {
  const rows = say(sampleVisitTypes).map((each) => ({
    ...each,
    practiceId,
    id: newId<VisitTypeId>(),
    createdBy,
  }));
  const added = await db.insert(visitType).values(rows).onConflictDoNothing().returning({ id: visitType.id });
  const { id, name, minutes, bufferBefore, bufferAfter, seats } = visitType;
  const found = await db
    .select({ id, name, minutes, bufferBefore, bufferAfter, seats })
    .from(visitType)
    .where(eq(visitType.practiceId, practiceId));
  const known = new Map(found.map((each) => [each.name.toLowerCase(), each]));
  const byName = new Map(
    sampleVisitTypes.flatMap(({ name }) => {
      const each = known.get(say<string>(name).toLowerCase());
      return each ? [[name, each] as const] : [];
    }),
  );
  return { added: added.map((each) => each.id), byName };
}

async function addRooms(db: Database, { practiceId, accountId: createdBy }: Scope, say: Say) {
  const rows = say(sampleRooms).map((name) => ({ name, practiceId, id: newId<RoomId>(), createdBy }));
  const added = await db.insert(room).values(rows).onConflictDoNothing().returning({ id: room.id });
  const found = await db
    .select({ id: room.id, name: room.name })
    .from(room)
    .where(eq(room.practiceId, practiceId));
  return {
    added: added.map(({ id }) => id),
    byName: new Map(found.map(({ id, name }) => [name.toLowerCase(), id])),
  };
}

type Hours = Pick<People, "doctors"> & { dayOff: string };

/** Adds opening hours. Returns the doctors who had none in the practice. */
async function addHours(
  db: Database,
  { practiceId, accountId: updatedBy }: Scope,
  { doctors, dayOff }: Hours,
): Promise<DoctorId[]> {
  const rows = [...doctors].map(([key, doctorId]) => ({
    ...sampleHours(key, dayOff),
    practiceId,
    doctorId,
    updatedBy,
  }));
  const added = await db
    .insert(openingHours)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: openingHours.doctorId });
  return added.map(({ id }) => id);
}

const pediatricians = new Set(
  sampleDoctors.flatMap(({ key, doctor }) => (doctor.specialization === "PED" ? [key] : [])),
);
const isChild = ({ doctorKeys }: SampleVisitor) => doctorKeys.some((key) => pediatricians.has(key));

/** Reads the doctors again, because any practice can change them. */
async function plannedDoctors(
  db: Database,
  { practiceId }: Scope,
  { visitors, doctors }: People,
): Promise<PlannedDoctor[]> {
  const { id, maxAppointmentsPerDay } = doctor;
  const { weekly, exceptions } = openingHours;
  const found = await db
    .select({ id, maxAppointmentsPerDay, weekly, exceptions })
    .from(doctor)
    .innerJoin(openingHours, and(eq(openingHours.practiceId, practiceId), eq(openingHours.doctorId, id)))
    .where(inArray(id, [...doctors.values()]));
  const byId = new Map(found.map((each) => [each.id, each]));
  return sampleDoctors.flatMap(({ key, reasons }) => {
    const known = byId.get(doctors.get(key) ?? newId<DoctorId>());
    if (!known) return [];
    const { weekly, exceptions, ...rest } = known;
    const own = visitors.filter(({ doctorKeys }) => doctorKeys.includes(key));
    const others = visitors.filter((each) => !own.includes(each) && isChild(each) === pediatricians.has(key));
    const [ownPatients, otherPatients] = [own, others].map((some) => some.map((each) => each.id));
    return {
      ...rest,
      key,
      reasons,
      rules: toRules({ weekly, exceptions }),
      ownPatients: ownPatients ?? [],
      otherPatients: otherPatients ?? [],
    };
  });
}

type Adding = {
  scope: Scope;
  now: number;
  visitTypes: Awaited<ReturnType<typeof addVisitTypes>>;
  rooms: Awaited<ReturnType<typeof addRooms>>;
  say: Say;
};

const instantOf = (milliseconds: number | null) =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();

function toRow(visit: PlannedVisit, { scope, now, visitTypes, rooms, say }: Adding) {
  const type = visitTypes.byName.get(visit.visitName);
  if (!type) return [];
  const id = newId<AppointmentId>();
  const { doctorId, patientId, reasonForVisit, room } = say(visit);
  const { arrivedAt, ...outcome } = say(outcomeOf(visit, now));
  return newRow(appointment, {
    id,
    doctorId,
    patientId,
    reasonForVisit,
    visitTypeId: type.id,
    practiceId: scope.practiceId,
    createdBy: scope.accountId,
    ...timesOf(type, { startsAt: new Date(visit.start).toISOString(), doctorId }, id),
    ...outcome,
    arrivedAt: instantOf(arrivedAt),
    roomId: rooms.byName.get(room?.toLowerCase() ?? "") ?? null,
  });
}
