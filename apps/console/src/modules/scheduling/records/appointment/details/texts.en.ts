import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";

const counted = pluralsOf("en");

export const texts = {
  title: "Calendar",
  zone: (zone: string) => `Times are those of the practice: ${zone}.`,

  today: "Today",
  previous: "Previous",
  next: "Next",
  earlier: "Earlier",
  toDay: "Go to the day",
  search: "Search appointments",
  searched: (days: string) => `The search covers one month: ${days}.`,
  options: "Show",
  noneFound: "No appointment found",
  more: (count: number) => counted(count, { one: "1 more", other: "# more" }),
  view: "View",
  views: { day: "Day", rooms: "Rooms", week: "Week", month: "Month", agenda: "Agenda" },
  coloring: "Colors",
  colorings: { doctors: "By doctor", kinds: "By visit type" },
  doctors: "Doctors",
  allDoctors: "All doctors",
  rooms: "Rooms",
  allRooms: "All rooms",
  noRoom: "No room",
  zoom: "Slots",
  minutes: (count: number) => counted(count, { one: "1 minute", other: "# minutes" }),
  withCancelled: "Show cancelled",
  withAbsent: "Show doctors who are off",
  print: "Print",

  /** The calendar of the days, such as `23 Nov 2026`. */
  label: (days: string) => `Calendar, ${days}`,
  keys: "Arrow keys move between appointments, Enter opens one, and M moves one.",
  count: (count: number) =>
    counted(count, { one: "1 appointment", other: "# appointments", zero: "No appointments" }),
  /** A group visit: `Back exercises · 5 of 6`. */
  group: (kind: string, count: number, seats: number) => `${kind} · ${count} of ${seats}`,
  empty: "No appointments",
  closed: "Closed",
  full: "Full",
  fullOf: (names: string) => `Full: ${names}`,
  isIncomplete: "There are more appointments than can be shown. Choose fewer days or doctors.",
  nobody: {
    title: "No doctor has opening hours",
    text: "The calendar shows doctors with opening hours and appointments. Set up opening hours first.",
  },

  override: "booked with an override",
  until: (time: string) => `until ${time}`,
  range: (from: string, to: string) => `${from}–${to}`,

  moving: {
    begun:
      "Moving. Arrow keys choose the time, with Shift the length. Enter moves the appointment, Escape leaves it.",
    to: (time: string, column: string) => withNames`${time}, ${column}`,
    isFree: "free",
    isTaken: "not free",
    isLeft: "The appointment stays where it is.",
    isMoved: (patient: string, time: string) => withNames`${patient} is moved to ${time}`,
    isResized: (patient: string, minutes: number) =>
      withNames`The appointment of ${patient} now takes ${String(minutes)} minutes`,
    isNotMoved: "The appointment could not be moved",
  },

  details: {
    stepBack: "Take back the last step: why?",
    backReasons: {
      "wrong-patient": "It was another patient",
      "wrong-click": "A wrong click",
      changed: "It has changed since",
    },
    isBack: (patient: string) => withNames`The appointment of ${patient} is as before`,
    time: "Time",
    visitType: "Visit type",
    doctor: "Doctor",
    room: "Room",
    status: "Status",
    reason: "Reason for visit",
    note: "Note",
    override: "Reason for the override",
    cancelledBy: "Cancellation",
    cancellation: "Reason for the cancellation",
    arrivedAt: "Arrived",
    seenSince: "With the doctor since",
    heldUntil: "Held until",
    series: "Series",
    ofSeries: "Part of a series",
    toPatient: "Open the patient's page",
    history: "History",
    booked: "Appointment booked",
    changed: "Appointment changed",
    removed: "Appointment removed",
    restored: "Appointment restored",
    conflict: (time: string, status: string) =>
      `Somebody has changed this appointment: ${time}, ${status}. Nothing was changed. Check it, and try again.`,
  },

  steps: {
    reschedule: "Reschedule",
    edit: "Change",
    bookAgain: "Book again",
    cancel: "Cancel appointment",
  },
  done: {
    edit: (patient: string) => withNames`The appointment of ${patient} is changed`,
    cancel: (patient: string) => withNames`The appointment of ${patient} is cancelled`,
  },
  seriesIsMoved: (count: number) =>
    counted(count, { one: "1 appointment is moved", other: "# appointments are moved" }),
  seriesIsCancelled: (count: number) =>
    counted(count, { one: "1 appointment is cancelled", other: "# appointments are cancelled" }),

  noteHint: "For the practice. The patient is not told.",

  cancelForm: {
    usual: ["The patient cancelled", "The practice cancelled", "The patient is ill", "Another reason"],
    reason: "Reason",
    submit: "Cancel appointment",
  },
  rescheduleForm: {
    anyOfKind: "Any doctor of this kind",
    free: "Free times",
    minutes: "Minutes",
    date: "Day",
    time: "Time",
    submit: "Move",
    anyway: "Move anyway",
    another: "Choose another time",
    leave: "Do not move",
    kept: "The appointment stays where it is. Choose another time.",
    override: "Reason for moving it anyway",
    clashes: (count: number) =>
      counted(count, {
        one: "1 appointment of the series cannot be moved. Nothing was changed.",
        other: "# appointments of the series cannot be moved. Nothing was changed.",
      }),
  },
  series: {
    label: "This appointment is part of a series",
    one: "Only this appointment",
    later: "This and the later ones",
  },

  sheet: {
    title: (day: string) => `Appointments, ${day}`,
    time: "Time",
    status: "Status",
    printed: (time: string, name: string) => withNames`Printed ${time} by ${name}`,
  },
};

export const { details, moving, nobody, rescheduleForm, series } = texts;
