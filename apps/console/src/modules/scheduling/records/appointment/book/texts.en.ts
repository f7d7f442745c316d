import type { ReactNode } from "react";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";

const counted = pluralsOf("en");
const minutes = (count: number) => counted(count, { one: "1 minute", other: "# minutes" });

export const texts = {
  title: "Book an appointment",
  submit: "Book",
  bookAnyway: "Book anyway",
  bookSeries: "Book the series",

  visitType: "Visit type",
  /** An option: `Check-up (20 minutes)`. */
  visitTypeOption: (name: string, length: number) => `${name} (${minutes(length)})`,
  doctor: "Doctor (optional)",
  neededDoctor: "Doctor",
  anyDoctor: "Any doctor",
  closedDoctor: (doctor: string) => withNames`${doctor} is the usual doctor, but has no opening hours.`,
  sameDay: (visits: ReactNode) => withNames`The patient already comes on that day: ${visits}.`,
  specialization: "Specialization",
  anySpecialization: "Any specialization",
  room: "Room",
  noRoom: "No room",
  reasonForVisit: "Reason",
  closed: (holiday: string) => withNames`The practice is closed on this day: ${holiday}.`,
  note: "Note",
  hints: { reasonForVisit: "Why the patient comes (optional).", note: "For the practice (optional)." },
  chooseDoctor: "Choose the doctor",
  chooseTime: "Choose a time",

  times: {
    title: "Time",
    searching: "Searching for free times…",
    none: (weeks: number) =>
      counted(weeks, {
        one: "No free time within # week. Try another doctor, or enter a time.",
        other: "No free time within # weeks. Try another doctor, or enter a time.",
      }),
    more: "More days",
    another: "Enter a time",
    zone: (zone: string) => `Times are those of the practice: ${zone}.`,
    /** A day with one doctor's free slots. */
    dayOf: (day: string, doctor: string) => withNames`${day} · ${doctor}`,
    seats: (count: number) => counted(count, { one: "1 seat", other: "# seats" }),
    chosen: (time: string, doctor: string) => withNames`${time}, ${doctor}`,
    day: "Day",
    time: "Time",
    use: "Use this time",
    skipped: "Clocks skip this time on that day",
    incomplete: "Enter a day and a time",
    needsDoctor: "Choose a doctor first",
  },

  starts: {
    from: "From",
    part: "Time of day",
    weekdays: "Days of the week",
    parts: { any: "Any time", morning: "Morning", afternoon: "Afternoon", evening: "Evening" },
  },

  repeat: {
    label: "Repeat the appointment",
    everyWeeks: "Every … weeks",
    times: "Number of appointments",
    leftOut: (days: string) => `Holidays are left out: ${days}.`,
    holiday: (day: string, name: string) => `${day} (${name})`,
    clashes: (count: number) =>
      counted(count, {
        one: "1 appointment of the series is not free. Nothing is booked yet.",
        other: "# appointments of the series are not free. Nothing is booked yet.",
      }),
    clash: (time: string, why: string) => `${time}: ${why}`,
    why: {
      SLOT_TAKEN: "the doctor has another appointment",
      ROOM_TAKEN: "the room is taken",
      PATIENT_BOOKED: "the patient has another appointment",
      DAY_FULL: "the doctor’s day is full",
      OUTSIDE_OPENING_HOURS: "the doctor is not open",
    },
  },

  refused: {
    kept: "Choose another time. The other fields are kept, and the free times are up to date.",
    override: "Reason for booking anyway",
    overrideHint: "It is kept with the appointment, and recorded in the audit.",
  },

  isBooked: (patient: string, time: string) => withNames`${patient} is booked for ${time}`,
  isBookedTimes: (patient: string, count: number, time: string) =>
    withNames`${patient} is booked ${counted(count, { one: "once", other: "# times" })}, from ${time}`,
  undoReason: "Booked by mistake",

  book: { label: "Book an appointment", short: "Book" },
};

export const { refused, repeat, starts, times } = texts;
