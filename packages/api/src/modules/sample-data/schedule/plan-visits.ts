import type { DoctorId, PatientId } from "@caretype/core/kernel/field/ids";
import {
  dateAt,
  type Interval,
  openIntervals,
  type PracticeDays,
} from "@caretype/scheduling/opening-hours/expand";
import type { HoursRules } from "@caretype/scheduling/opening-hours/schema";
import { createRandom, type Random } from "../people/random.ts";
import { groupDoctorKey, type SampleVisitName, sampleRooms, visitNameFor } from "./practice-set-up.ts";

const minute = 60_000;
const day = 86_400_000;

/** `ahead` is the number of days from today. */
export type SampleDay = { date: string; week: number; ahead: number };

/** The current calendar week, with the previous and the next one. */
export function sampleDays(timeZone: string, now: number): SampleDay[] {
  const today = Date.parse(dateAt(timeZone, now));
  const sinceMonday = (new Date(today).getUTCDay() + 6) % 7;
  return Array.from({ length: 21 }, (_, index) => ({
    date: new Date(today + (index - 7 - sinceMonday) * day).toISOString().slice(0, 10),
    week: Math.floor(index / 7),
    ahead: index - 7 - sinceMonday,
  }));
}

type VisitLength = { minutes: number; bufferBefore: number; bufferAfter: number; seats: number };

export type PlannedDoctor = {
  id: DoctorId;
  key: string;
  rules: HoursRules;
  maxAppointmentsPerDay: number;
  reasons: readonly string[];
  ownPatients: readonly PatientId[];
  /** Other doctors' patients, who may be referred. */
  otherPatients: readonly PatientId[];
};

export type PlannedVisit = {
  doctorId: DoctorId;
  patientId: PatientId;
  visitName: SampleVisitName;
  room: string | null;
  start: number;
  end: number;
  reasonForVisit: string;
  /** Random numbers from 0 to 1 that decide the visit's outcome. */
  fate: number;
  earliness: number;
};

type Planning = PracticeDays & {
  now: number;
  doctors: readonly PlannedDoctor[];
  visits: ReadonlyMap<SampleVisitName, VisitLength>;
};

/** Times that are taken while the plan grows. */
type Taken = { random: Random; visitors: Set<string>; rooms: Map<string, Interval[]> };
type Session = { doctor: PlannedDoctor; hours: Interval; room: string | null; week: number; share: number };

/** Books the sample's doctors for three weeks around today. Deterministic for a given day. */
export function planVisits({ now, doctors, visits, ...practice }: Planning): PlannedVisit[] {
  const { timeZone } = practice;
  const days = sampleDays(timeZone, now);
  const random = createRandom(Date.parse(dateAt(timeZone, now)) / day);
  const taken: Taken = { random, visitors: new Set(), rooms: new Map() };
  const all: PlannedVisit[] = [];
  for (const { date, week, ahead } of days) {
    const share = 0.7 - Math.max(0, ahead) * 0.03;
    for (const doctor of doctors) {
      let booked = 0;
      for (const hours of openIntervals(doctor.rules, { ...practice, from: date, to: date })) {
        const session = { doctor, hours, room: freeRoom(taken, hours), week, share };
        const left = Math.max(0, doctor.maxAppointmentsPerDay - booked);
        const planned = planSession(taken, session, visits).slice(0, left);
        booked += planned.length;
        all.push(...planned);
      }
    }
  }
  return all;
}

/** Reserves a room for the session and its buffers. Null if all rooms are taken. */
function freeRoom({ rooms }: Taken, hours: Interval): string | null {
  const wanted = { start: hours.start, end: hours.end + 60 * minute };
  const room = sampleRooms.find((name) =>
    (rooms.get(name) ?? []).every(({ start, end }) => end <= wanted.start || wanted.end <= start),
  );
  if (room) rooms.set(room, [...(rooms.get(room) ?? []), wanted]);
  return room ?? null;
}

function planSession(taken: Taken, session: Session, visits: Planning["visits"]): PlannedVisit[] {
  const { doctor, hours, share } = session;
  const { random } = taken;
  const planned: PlannedVisit[] = [];
  let start = hours.start;
  const group = visits.get("Back exercises");
  if (doctor.key === groupDoctorKey && group && group.seats > 1) {
    const size = Math.min(group.seats, 3 + random.below(3));
    for (let seat = 0; seat < size; seat++)
      planned.push(...planVisit(taken, session, { start, visits, name: "Back exercises" }));
    start += (group.minutes + group.bufferAfter) * minute;
  }
  while (start < hours.end) {
    const [visit] = random.chance(share) ? planVisit(taken, session, { start, visits }) : [];
    const length = visit && visits.get(visit.visitName);
    if (visit) planned.push(visit);
    start += length ? (length.minutes + length.bufferBefore + length.bufferAfter) * minute : 20 * minute;
  }
  return planned;
}

type Place = { start: number; visits: Planning["visits"]; name?: SampleVisitName };

function planVisit(
  { random, visitors }: Taken,
  { doctor, hours, room, week }: Session,
  { start, visits, name }: Place,
): PlannedVisit[] {
  const [reason, fate, earliness] = [random.pick(doctor.reasons), random.next(), random.next()];
  // At most one visit per patient and week.
  const free = (ids: readonly PatientId[]) => ids.filter((id) => !visitors.has(`${week} ${id}`));
  const own = free(doctor.ownPatients);
  const invited = own.length > 0 ? own : free(doctor.otherPatients);
  const patientId = invited[random.below(invited.length)];
  const isNew = own.length === 0 && random.chance(0.5);
  const visitName = name ?? (isNew ? "First visit" : visitNameFor(reason));
  const length = visits.get(visitName);
  if (!patientId || !length) return [];
  const begins = start + length.bufferBefore * minute;
  const end = begins + length.minutes * minute;
  if (end > hours.end) return [];
  visitors.add(`${week} ${patientId}`);
  const times = { start: begins, end, fate, earliness };
  return [{ doctorId: doctor.id, patientId, visitName, room, reasonForVisit: reason, ...times }];
}

/** Minimum number of waiting patients. */
const waiting = 2;

/**
 * Plans patients who wait now and one who is next, so that the sample shows activity at any hour. Uses idle doctors:
 * those on duty now, else today, else any.
 */
export function planWaiting(
  { now, doctors, visits, ...practice }: Planning,
  plan: readonly PlannedVisit[],
): PlannedVisit[] {
  const length = visits.get("Consultation");
  if (!length) return [];
  const slot = 5 * minute;
  const start = Math.floor(now / slot) * slot;
  const end = start + 2 * length.minutes * minute;
  const near = plan.filter((visit) => visit.start < end + 60 * minute && start < visit.end + 60 * minute);
  const today = dateAt(practice.timeZone, now);
  const dateOf = (visit: { start: number }) => dateAt(practice.timeZone, visit.start);
  // Late in the evening, the second guest is seen on the next day.
  const dates = [today, dateOf({ start: start + length.minutes * minute })];
  const hasRoom = ({ id, maxAppointmentsPerDay }: PlannedDoctor) =>
    dates.every((date) => {
      const booked = plan.filter((visit) => visit.doctorId === id && dateOf(visit) === date);
      return booked.length + 2 <= maxAppointmentsPerDay;
    });
  const idle = doctors
    .filter(({ id }) => near.every(({ doctorId }) => doctorId !== id))
    .filter(hasRoom)
    .map((doctor) => ({
      doctor,
      hours: openIntervals(doctor.rules, { ...practice, from: today, to: today }),
    }));
  const here = idle.filter(({ hours }) => hours.some((open) => open.start <= start && end <= open.end));
  const working = idle.filter(({ hours }) => hours.length > 0);
  const chosen = [here, working].find((some) => some.length > 0) ?? idle;
  const seen = new Set(
    plan.flatMap((visit) => (Math.abs(visit.start - now) < 2 * day ? visit.patientId : [])),
  );
  const missing = waiting - plan.filter((visit) => outcomeOf(visit, now).status === "arrived").length;
  return chosen.slice(0, Math.max(0, missing)).flatMap(({ doctor }, index) => {
    const guests = doctor.ownPatients.filter((id) => !seen.has(id)).slice(0, 2);
    return guests.map((patientId, turn) => {
      seen.add(patientId);
      const begins = start + turn * length.minutes * minute;
      return {
        doctorId: doctor.id,
        patientId,
        visitName: "Consultation" as const,
        room: null,
        start: begins,
        end: begins + length.minutes * minute,
        reasonForVisit: doctor.reasons[index] ?? "Cough and fever",
        // They arrive slightly early.
        fate: 1,
        earliness: 0,
      };
    });
  });
}

type Outcome = {
  status: "booked" | "arrived" | "fulfilled" | "cancelled" | "noshow";
  arrivedAt: number | null;
  cancelledBy: "practice" | null;
  cancellationReason: string | null;
};

const cancellations = ["Ill", "Has no time", "Feels better", "Went to another practice"];

/** The outcome of a visit by now. */
export function outcomeOf({ start, end, fate, earliness }: PlannedVisit, now: number): Outcome {
  const nothing = { arrivedAt: null, cancelledBy: null, cancellationReason: null };
  if (fate < 0.06) {
    const cancellationReason = cancellations[Math.floor((fate / 0.06) * cancellations.length)] ?? null;
    return { ...nothing, status: "cancelled", cancelledBy: "practice", cancellationReason };
  }
  if (fate < 0.11 && end <= now) return { status: "noshow", ...nothing };
  const arrivedAt = start - Math.round(2 + earliness * 18) * minute;
  if (arrivedAt > now) return { status: "booked", ...nothing };
  return { ...nothing, status: end <= now ? "fulfilled" : "arrived", arrivedAt };
}
