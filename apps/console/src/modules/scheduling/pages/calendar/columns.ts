import type { Appointment, DoctorId, RoomId } from "@caretype/client";
import {
  addDays,
  dayMinutes,
  isShownAgain,
  type Span,
  spansOn,
  type Wall,
  type WallInterval,
  wallOf,
  without,
} from "../../../../session/practice-time/wall.ts";
import { matches } from "../../../../words/format/matches.ts";
import type { CalendarChoice } from "./choice.ts";
import { type Folded, type InLane, inLanes } from "./lanes.ts";
import type { Mark } from "./marks.ts";
import type { Calendar, CalendarDoctor, Room } from "./use-calendar.ts";

/** An appointment, or the part of it on one date. Only its first part can be moved. */
export type CalendarEvent = Span & {
  appointment: Appointment;
  /** All patients of a group visit, who share a card. Empty for a single visit. */
  group: readonly Appointment[];
  mark: Mark;
  date: string;
  isBeginning: boolean;
  /** The clock shows this time twice that day, and this is the second. */
  isAgain: boolean;
};

/** A column is a day; in day views, a doctor or a room. */
export type CalendarColumn = {
  id: string;
  date: string;
  doctor: Pick<CalendarDoctor, "doctorId" | "doctorName"> | null;
  /** Null: no room. Undefined: any. */
  room: Pick<Room, "id" | "name"> | null | undefined;
  closed: readonly Span[];
  /** Whether no one works that day. */
  isClosed: boolean;
  /** Fully booked doctors. */
  full: readonly string[];
  /** Whether all doctors are fully booked. */
  isFull: boolean;
  events: readonly InLane<CalendarEvent>[];
  folded: readonly Folded<CalendarEvent>[];
};

type Shown = {
  calendar: Calendar;
  rooms: readonly Room[];
  choice: Pick<CalendarChoice, "view" | "roomIds" | "withAbsent">;
  markOf: (appointment: Appointment) => Mark;
  /** Words that appointments must contain. */
  searched: string;
};

const minuteMs = 60_000;

function eventsOf({ calendar, markOf, searched }: Shown, wall: (instant: string | number) => Wall) {
  return calendar.appointments.flatMap((appointment): CalendarEvent[] => {
    const { patientName, doctorName, visitTypeName, roomName, reasonForVisit } = appointment;
    if (searched && !matches(searched, patientName, doctorName, visitTypeName, roomName, reasonForVisit))
      return [];
    const { date, minute: start } = wall(appointment.startsAt);
    const minutes = (Date.parse(appointment.endsAt) - Date.parse(appointment.startsAt)) / minuteMs;
    const end = start + minutes;
    const isAgain = isShownAgain(wall, appointment.startsAt);
    const beginning = {
      appointment,
      group: [],
      mark: markOf(appointment),
      date,
      start,
      end: Math.min(end, dayMinutes),
      isBeginning: true,
      isAgain,
    };
    if (end <= dayMinutes) return [beginning];
    const rest = { start: 0, end: end - dayMinutes, isBeginning: false, isAgain: false };
    return [beginning, { ...beginning, date: addDays(date, 1), ...rest }];
  });
}

/** A group visit has one card, which cannot be moved: each patient is booked separately. */
function grouped(events: readonly CalendarEvent[]): CalendarEvent[] {
  const keyOf = ({
    mark,
    date,
    appointment: { id, visitTypeId, doctorId, startsAt, status },
  }: CalendarEvent) =>
    mark.seats > 1 && status !== "cancelled"
      ? `${date} ${visitTypeId} ${doctorId} ${startsAt}`
      : `${date} ${id}`;
  return [...Map.groupBy(events, keyOf).values()].flatMap(([event, ...others]) => {
    if (!event || others.length === 0) return event ?? [];
    const group = [event, ...others].map(({ appointment }) => appointment);
    return { ...event, group, isBeginning: false };
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
  const open = hours.flatMap((each) => spansOn(date, each.open));
  return {
    closed: without(open),
    isClosed: open.length === 0,
    full: full.map(({ doctor }) => doctor.doctorName),
    isFull: full.length > 0 && full.length === hours.length,
  };
};

/** Doctors with appointments, but no opening hours any more. */
function formerDoctors({ appointments, doctors }: Calendar): CalendarDoctor[] {
  const known = new Set<DoctorId>(doctors.map(({ doctorId }) => doctorId));
  return appointments.flatMap(({ doctorId, doctorName }) => {
    if (known.has(doctorId)) return [];
    known.add(doctorId);
    const name = doctorName ?? doctorId;
    return [{ doctorId, doctorName: name, maxAppointmentsPerDay: 0, open: [], fullDays: [] }];
  });
}

/** All events of a column, including those without a lane, and each patient of a group. */
export const eventsIn = ({ events, folded }: CalendarColumn): CalendarEvent[] =>
  [...events.map(({ item }) => item), ...folded.flatMap(({ items }) => items)].flatMap((event) =>
    event.group.length === 0
      ? event
      : event.group.map((appointment) => ({ ...event, appointment, group: [] })),
  );

/** The loaded days, which may not be the chosen ones yet. */
export function daysIn({ from, to }: Pick<Calendar, "from" | "to">): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

type Placed = Pick<CalendarColumn, "events" | "folded" | "isClosed">;

/** A day's share of the week's width, in lanes. Days without working doctors get less. */
export const shareOf = ({ events, folded, isClosed }: Placed): number =>
  [...events, ...folded].reduce((most, { lanes }) => Math.max(most, lanes), isClosed ? 0.75 : 1.25);

const minLanes = 2;

/** Days with more overlaps get more lanes, as long as the week has room for them. */
function lanesOfWeek(days: readonly Placed[], room: number): number {
  const shares = days.map(shareOf);
  const taken = (most: number) => shares.reduce((sum, share) => sum + Math.min(share, most), 0);
  let most = minLanes;
  while (most < Math.max(...shares) && taken(most + 1) <= room) most += 1;
  return most;
}

/** `least`: minimum shown length of an event, in minutes. `room`: number of lanes that fit the week. */
type Limits = { least: number; room: number };

/** A view's columns, with their events. */
export function columnsOf(shown: Shown, { least, room: weekRoom }: Limits): CalendarColumn[] {
  const { calendar, choice } = shown;
  const wall = wallOf(calendar.timeZone);
  const each = eventsOf(shown, wall);
  const events = choice.view === "agenda" ? each : grouped(each);
  const hours = hoursOf([...calendar.doctors, ...formerDoctors(calendar)], wall);
  const place = (
    date: string,
    of: (appointment: Appointment) => boolean,
    most: number = Number.POSITIVE_INFINITY,
  ) =>
    inLanes(
      events.filter((event) => event.date === date && of(event.appointment)),
      { least, most },
    );
  const date = calendar.from;
  const common = { ...hoursOn(date, hours), full: [], isFull: false };
  if (choice.view === "rooms")
    return roomsOf(shown).map((room) => ({
      id: room?.id ?? "none",
      date,
      doctor: null,
      room,
      ...common,
      ...place(date, ({ roomId }) => roomId === (room?.id ?? null)),
    }));
  if (choice.view === "day") {
    const columns = hours.map(({ doctor, open }) => ({
      id: doctor.doctorId,
      date,
      doctor,
      room: undefined,
      ...hoursOn(date, [{ doctor, open }]),
      ...place(date, ({ doctorId }) => doctorId === doctor.doctorId),
    }));
    const present = columns.filter((column) => !column.isClosed || column.events.length > 0);
    return choice.withAbsent || present.length === 0 ? columns : present;
  }
  const [only, another] = calendar.doctors;
  const days = (most?: number) =>
    daysIn(calendar).map((day) => ({
      id: day,
      date: day,
      doctor: only && !another ? only : null,
      room: undefined,
      ...hoursOn(day, hours),
      ...place(day, () => true, most),
    }));
  const whole = days();
  return choice.view === "week" ? days(lanesOfWeek(whole, weekRoom)) : whole;
}

/** The chosen rooms. Default: those in use, and a column without a room. */
function roomsOf({ calendar, rooms, choice }: Shown): (Pick<Room, "id" | "name"> | null)[] {
  if (choice.roomIds?.length) return rooms.filter(({ id }) => choice.roomIds?.includes(id));
  const used = new Set<RoomId | null>(calendar.appointments.map(({ roomId }) => roomId));
  return [...rooms.filter(({ id, isActive }) => isActive || used.has(id)), null];
}
