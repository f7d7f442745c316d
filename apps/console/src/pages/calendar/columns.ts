import type { Appointment, DoctorId, RoomId } from "@caretype/client";
import { addDays } from "../../session/practice-time/practice-time.ts";
import {
  dayMinutes,
  isShownAgain,
  type Span,
  spansOn,
  type Wall,
  type WallInterval,
  wallOf,
  without,
} from "../../session/practice-time/wall.ts";
import type { CalendarChoice } from "./choice.ts";
import { type InLane, inLanes } from "./lanes.ts";
import type { Calendar, CalendarDoctor, Room } from "./use-calendar.ts";

/** An appointment, or the part of it on a date. Only its beginning can be moved. */
export type CalendarEvent = Span & {
  appointment: Appointment;
  date: string;
  isBeginning: boolean;
  /** The wall has shown its time before. */
  isAgain: boolean;
};

/** A column is a day in the week's view, and a doctor or a room in the day's. */
export type CalendarColumn = {
  id: string;
  date: string;
  doctor: Pick<CalendarDoctor, "doctorId" | "doctorName"> | null;
  /** Null: no room. Undefined: any. */
  room: Pick<Room, "id" | "name"> | null | undefined;
  closed: readonly Span[];
  /** The names of doctors who have no appointments left on the day. */
  full: readonly string[];
  /** Whether that is all of them. */
  isFull: boolean;
  events: readonly InLane<CalendarEvent>[];
};

type Shown = { calendar: Calendar; rooms: readonly Room[]; choice: CalendarChoice };

const minuteMs = 60_000;

function eventsOf(calendar: Calendar, wall: (instant: string | number) => Wall): CalendarEvent[] {
  return calendar.appointments.flatMap((appointment) => {
    const { date, minute: start } = wall(appointment.startsAt);
    const minutes = (Date.parse(appointment.endsAt) - Date.parse(appointment.startsAt)) / minuteMs;
    const end = start + minutes;
    const isAgain = isShownAgain(wall, appointment.startsAt);
    const beginning = {
      appointment,
      date,
      start,
      end: Math.min(end, dayMinutes),
      isBeginning: true,
      isAgain,
    };
    if (end <= dayMinutes) return [beginning];
    const rest = { start: 0, end: end - dayMinutes, isBeginning: false, isAgain: false };
    return [beginning, { appointment, date: addDays(date, 1), ...rest }];
  });
}

type Hours = { doctor: CalendarDoctor; open: WallInterval[] };

const hoursOf = (doctors: readonly CalendarDoctor[], wall: (instant: string) => Wall): Hours[] =>
  doctors.map((doctor) => ({
    doctor,
    open: doctor.open.map(({ startsAt, endsAt }) => ({ from: wall(startsAt), to: wall(endsAt) })),
  }));

const hoursOn = (date: string, hours: readonly Hours[]) => {
  const full = hours.filter(({ doctor }) => doctor.fullDays.includes(date));
  return {
    closed: without(hours.flatMap(({ open }) => spansOn(date, open))),
    full: full.map(({ doctor }) => doctor.doctorName),
    isFull: full.length > 0 && full.length === hours.length,
  };
};

/** Rooms have no hours of their own. */
const always = { closed: [], full: [], isFull: false } as const;

/** Doctors who have appointments, and no opening hours any more. */
function formerDoctors({ appointments, doctors }: Calendar): CalendarDoctor[] {
  const known = new Set<DoctorId>(doctors.map(({ doctorId }) => doctorId));
  return appointments.flatMap(({ doctorId, doctorName }) => {
    if (known.has(doctorId)) return [];
    known.add(doctorId);
    const name = doctorName ?? doctorId;
    return [{ doctorId, doctorName: name, maxAppointmentsPerDay: 0, open: [], fullDays: [] }];
  });
}

/** Whether a calendar is of one day, and has doctors or rooms as columns. */
export const isDayOf = ({ from, to }: Calendar): boolean => from === to;

/** The days that were read, which may not be the chosen ones yet. */
export function daysOf({ from, to }: Calendar): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The columns of the grid, with what is in them. `least`: the minutes that the shortest event is shown with. */
export function columnsOf(shown: Shown, least: number): CalendarColumn[] {
  const { calendar, choice } = shown;
  const wall = wallOf(calendar.timeZone);
  const events = eventsOf(calendar, wall);
  const place = (of: (event: CalendarEvent) => boolean) => inLanes(events.filter(of), least);
  if (!isDayOf(calendar) || choice.view === "list") {
    const hours = choice.by === "doctors" ? hoursOf(calendar.doctors, wall) : null;
    const [only, another] = choice.by === "doctors" ? calendar.doctors : [];
    const doctor = only && !another ? only : null;
    return daysOf(calendar).map((date) => ({
      id: date,
      date,
      doctor,
      room: undefined,
      ...(hours ? hoursOn(date, hours) : always),
      events: place((event) => event.date === date),
    }));
  }
  const date = calendar.from;
  if (choice.by === "doctors")
    return hoursOf([...calendar.doctors, ...formerDoctors(calendar)], wall).map((hours) => ({
      id: hours.doctor.doctorId,
      date,
      doctor: hours.doctor,
      room: undefined,
      ...hoursOn(date, [hours]),
      events: place((event) => event.date === date && event.appointment.doctorId === hours.doctor.doctorId),
    }));
  return roomsOf(shown).map((room) => ({
    id: room?.id ?? "none",
    date,
    doctor: null,
    room,
    ...always,
    events: place((event) => event.date === date && event.appointment.roomId === (room?.id ?? null)),
  }));
}

/** The chosen rooms; without a choice, those in use, and a column without a room. */
function roomsOf({ calendar, rooms, choice }: Shown): (Pick<Room, "id" | "name"> | null)[] {
  if (choice.roomIds?.length) return rooms.filter(({ id }) => choice.roomIds?.includes(id));
  const used = new Set<RoomId | null>(calendar.appointments.map(({ roomId }) => roomId));
  return [...rooms.filter(({ id, isActive }) => isActive || used.has(id)), null];
}
