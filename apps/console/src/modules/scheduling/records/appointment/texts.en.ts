import type { Appointment } from "@caretype/client";
import type { ReactNode } from "react";
import { hoursText, pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";

const counted = pluralsOf("en");
const minutes = (count: number) =>
  count < 60 ? counted(count, { one: "1 minute", other: "# minutes" }) : hoursText(count);

export const texts = {
  statuses: {
    pending: "Held",
    booked: "Booked",
    arrived: "Waiting",
    fulfilled: "Completed",
    cancelled: "Cancelled",
    noshow: "Did not come",
  } satisfies Record<Appointment["status"], string>,
  cancelledBy: {
    practice: "Cancelled by the practice",
    patient: "Cancelled by the patient",
    system: "The hold expired",
  } satisfies Record<NonNullable<Appointment["cancelledBy"]>, string>,

  steps: {
    checkIn: "Check in",
    complete: "Complete",
    noShow: "Did not come",
    confirm: "Confirm",
  },
  /** Names for screen readers. */
  stepsOf: {
    checkIn: (patient: string) => `Check in ${patient}`,
    complete: (patient: string) => `Complete the visit of ${patient}`,
    noShow: (patient: string) => `${patient} did not come`,
    confirm: (patient: string) => `Confirm the appointment of ${patient}`,
  },
  done: {
    checkIn: (patient: string) => withNames`${patient} is checked in`,
    complete: (patient: string) => withNames`The visit of ${patient} is completed`,
    noShow: (patient: string) => withNames`${patient} did not come`,
    confirm: (patient: string) => withNames`The appointment of ${patient} is confirmed`,
  },
  isNotChanged: (patient: string) => withNames`The appointment of ${patient} was not changed`,
  areNotBack: (count: number) =>
    counted(count, { one: "1 visit could not come back", other: "# visits could not come back" }),

  today: {
    toConfirm: "To confirm",
    title: "Today",
    /** `day` is a date. `zone` is null if it is the user's. */
    subtitle: (day: string, zone: string | null) => (zone === null ? day : `${day} (${zone})`),
    doctor: "Doctor",
    allDoctors: "All doctors",
    waiting: "Waiting",
    noneWaiting: "Nobody is waiting.",
    inside: "With the doctor",
    expected: "Expected",
    noneExpected: "Nobody else is expected today.",
    over: "Over",
    noneOver: "No visit is over yet.",
    empty: "No appointments today",
    emptyText: "Appointments are booked in the calendar, or on a patient’s page.",
    tomorrow: (day: string) => `Tomorrow, ${day}`,
    toCalendar: "Open the calendar",
    waits: (count: number) => (count === 0 ? "just arrived" : `waiting ${minutes(count)}`),
    isIn: (count: number) => (count === 0 ? "just called in" : `in for ${minutes(count)}`),
    late: (count: number) => `${minutes(count)} late`,
    openOf: (patient: string) => `Open the visit of ${patient}`,
    at: (time: ReactNode, patient: ReactNode) => withNames`${time} ${patient}`,
  },

  walkIn: {
    title: "Walk-in",
    about:
      "Checks the patient in for an appointment of today. Without one, you choose the kind of visit, and who sees the patient.",
    /** `room` is null without one. */
    isCheckedIn: (patient: string, doctor: string, room: string | null) =>
      room === null
        ? withNames`${patient} is checked in with ${doctor}`
        : withNames`${patient} is checked in with ${doctor}, ${room}`,
    isCheckedInAlready: (patient: string) => withNames`${patient} is checked in already`,
    undoReason: "The walk-in was a mistake",
    now: "Now",
    nobodyFree: "Nobody is free right now. Next available:",
    nobodyFreeSoon: "Nobody is free right now, or in the next few days.",
    inBetween: "Fit in now",
    usualReason: "Came without an appointment",
  },

  deceased: {
    remaining: (count: number) =>
      counted(count, {
        one: "The patient has died, and 1 visit is to come",
        other: "The patient has died, and # visits are to come",
      }),
    cancel: (count: number) => counted(count, { one: "Cancel it", other: "Cancel all" }),
    reason: "The patient has died",
    isNotCancelled: "The visits were not cancelled",
    areCancelled: (count: number) =>
      counted(count, { one: "1 visit is cancelled", other: "# visits are cancelled" }),
  },

  refusedEmails: {
    title: "Refused emails",
    about: "A mail server says that these addresses do not exist. Later emails are still tried.",
    /** `email` is an address, `day` when it was refused. */
    refused: (email: string, day: string) => withNames`${email} was refused on ${day}.`,
    tried: "Tried",
    triedOf: (patient: string) => `The address of ${patient} was tried`,
    isTried: (patient: string) => withNames`The address of ${patient} is no longer marked`,
    isNotTried: "The address is still marked",
  },

  patient: {
    open: "Open",
    openOf: (when: string) => `Open the appointment of ${when}`,
    waits: (time: string) => `Waiting since ${time}`,
    isIn: (time: string) => `With the doctor since ${time}`,
    next: (when: string) => `Next visit: ${when}`,
    last: (when: string) => `Last visit: ${when}`,
    upcoming: "Upcoming",
    noneUpcoming: "No appointment is booked.",
    past: "Past and cancelled",
    nonePast: "No past appointments.",
    cancelledBecause: (reason: string) => withNames`Cancelled: ${reason}`,
    overriddenBecause: (reason: string) => withNames`Booked although the doctor was not free: ${reason}`,
    partOfSeries: "Part of a series",
  },
};

export const { patient, today, walkIn } = texts;
