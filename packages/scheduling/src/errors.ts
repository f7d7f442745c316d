import type { Constraints } from "@caretype/core/kernel/error/definitions";
import {
  type ErrorDefinition,
  notFound,
  notFoundErrors,
  tellsBoth,
  tellsCause,
} from "@caretype/core/kernel/error/error-definition";
import { schedulingKinds } from "./kinds.ts";

export const schedulingErrors = {
  VISIT_TYPE_NAME_TAKEN: tellsCause(409, "A visit type has this name", {
    cause: "The practice has another visit type with the same name, ignoring case.",
    cure: "Choose another name, or change the other visit type.",
  }),
  VISIT_TYPE_IN_USE: tellsBoth(409, "The visit type is in use", {
    cause:
      "A visit type with appointments or waitlist entries cannot be removed. Visits of removed patients count, because the patients can be restored.",
    cure: "Set `isActive` to false, so that it is no longer offered.",
  }),
  WAITLIST_ENTRY_NOT_FOUND: notFound("No such entry on the waitlist", "waitlist.list"),
  ROOM_NAME_TAKEN: tellsCause(409, "A room has this name", {
    cause: "The practice has another room with the same name, ignoring case.",
    cure: "Choose another name, or change the other room.",
  }),
  ROOM_IN_USE: tellsBoth(409, "The room is in use", {
    cause:
      "A room with appointments cannot be removed. Visits of removed patients count, because the patients can be restored.",
    cure: "Set `isActive` to false, so that it is no longer offered.",
  }),
  SLOT_TAKEN: tellsBoth(409, "This time is taken", {
    cause:
      "The doctor has another appointment at that time, or all seats of the slot are taken. Buffers of visit types and held slots count.",
    cure: "Choose another slot.",
  }),
  ROOM_TAKEN: tellsBoth(409, "The room is taken", {
    cause: "Another appointment has the room at that time, buffers included.",
    cure: "Choose another room or slot.",
  }),
  PATIENT_BOOKED: tellsBoth(409, "The patient has another appointment at that time", {
    cause: "A patient can have only one appointment at a time, with any doctor.",
    cure: "Choose another slot.",
  }),
  DAY_FULL: tellsBoth(409, "The doctor's day is full", {
    cause:
      "The doctor has reached `maxAppointmentsPerDay` in your practice that day. Holds count until they expire.",
    cure: "Choose another day.",
  }),
  OUTSIDE_OPENING_HOURS: tellsBoth(409, "The doctor is not open at that time", {
    cause:
      "The visit does not fit into the doctor's opening hours in your practice, or the practice has a holiday.",
    cure: "Call `appointment.slots` for free times.",
  }),
  APPOINTMENT_STATE: tellsCause(409, "The appointment's status does not allow this", {
    cause:
      "`appointmentStatus` is its current status. A hold that has expired is `cancelled`: hold or book a slot again.",
    cure: "Read the appointment again with `appointment.byId`. Offer only what its status allows.",
  }),
  NOT_YET: tellsCause(409, "It is too early for this step", {
    cause:
      "Check-in opens on the day of the visit. A visit cannot be missed or completed before it starts. `notBefore` is the earliest time.",
    cure: "Retry at that time. To move a visit, call `appointment.reschedule`.",
  }),
  CALENDAR_FEED_NOT_FOUND: tellsCause(404, "No such calendar link", {
    cause:
      "The id is unknown or belongs to another practice, or the link was revoked. The error does not reveal which.",
    cure: "`calendarFeed.list` has the links. Create another with `calendarFeed.create`.",
  }),
  APPOINTMENT_MOVED: tellsBoth(409, "The appointment was moved in the meantime", {
    cause: "The link is still valid.",
    cure: "Read the appointment again, and show its new time.",
  }),
  SERIES_CLASHES: tellsBoth(409, "Some visits of the series have no free time", {
    cause:
      "`clashes` lists the starts that are not free, each with the code of its refusal. Nothing was booked or moved.",
    cure: "Choose another start, or book these visits one by one.",
  }),
  NOT_A_SERIES: tellsBoth(409, "The appointment is not part of a series", {
    cause: "It was booked individually.",
    cure: "Move or cancel it individually.",
  }),
  ...notFoundErrors({ visitType: schedulingKinds.visitType, room: schedulingKinds.room }),
} as const satisfies Record<string, ErrorDefinition>;

type Codes = Record<keyof typeof schedulingErrors, true>;

declare module "@caretype/core/kernel/error/definitions" {
  interface ErrorCodes extends Codes {}
}

export const schedulingConstraints: Constraints = {
  visit_type_name_key: "VISIT_TYPE_NAME_TAKEN",
  room_name_key: "ROOM_NAME_TAKEN",
  appointment_visit_type_fkey: "VISIT_TYPE_NOT_FOUND",
  waitlist_entry_visit_type_fkey: "VISIT_TYPE_NOT_FOUND",
  waitlist_entry_patient_fkey: "PATIENT_OR_DOCTOR_NOT_FOUND",
  appointment_room_fkey: "ROOM_NOT_FOUND",
  appointment_patient_fkey: "PATIENT_OR_DOCTOR_NOT_FOUND",
  // The trigger `check_appointment` raises these two.
  appointment_doctor_fkey: "DOCTOR_NOT_FOUND",
  appointment_day_full: "DAY_FULL",
  calendar_feed_doctor_fkey: "DOCTOR_NOT_FOUND",
  appointment_doctor_excl: "SLOT_TAKEN",
  appointment_room_excl: "ROOM_TAKEN",
  appointment_patient_excl: "PATIENT_BOOKED",
};
