import {
  ActorId,
  AppointmentId,
  DoctorId,
  PatientId,
  VisitTypeId,
  WaitlistEntryId,
} from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import {
  CreatedAt,
  comparedLine,
  Instant,
  optionalText,
  PageInput,
  pageOf,
  ScheduleDay,
} from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import { TimeOfDay, Weekdays } from "../opening-hours/schema.ts";

const wishes = {
  doctorId:
    "The doctor whom the patient wants to see. If null, every doctor suits, or every one of the specialization.",
  specialization: "A code or free text, ignoring case. If null, each suits.",
  weekdays: "The days that suit: 1 is Monday, 7 is Sunday.",
  startsFrom:
    "The earliest time of day at which the visit may start, in the practice's time zone. If null, there is no earliest.",
  startsTo: "The latest time of day at which the visit may start. If null, there is no latest.",
  firstDay: "The first day that suits. Null: from now on.",
  lastDay: "The last day that suits. After it, the entry leaves the list.",
};

export const WaitlistEntry = namedObject(
  "WaitlistEntry",
  "A patient who waits for a free slot, and when they could come.",
  {
    id: WaitlistEntryId,
    patientId: PatientId,
    patientName: z.string().describe("The patient's current name."),
    visitTypeId: VisitTypeId,
    visitTypeName: z.string().describe("The visit type's current name."),
    doctorId: DoctorId.nullable().describe(wishes.doctorId),
    doctorName: z.string().nullable().describe("The doctor's current name. Null if every doctor suits."),
    specialization: z.string().nullable().describe(wishes.specialization),
    weekdays: z.array(z.int()).describe(wishes.weekdays),
    startsFrom: z.string().nullable().describe(wishes.startsFrom),
    startsTo: z.string().nullable().describe(wishes.startsTo),
    firstDay: z.string().nullable().describe(wishes.firstDay),
    lastDay: z.string().describe(wishes.lastDay),
    note: z.string().nullable().describe("Free text for the practice. Null if there is none."),
    offer: z
      .object({
        appointmentId: AppointmentId,
        doctorId: DoctorId,
        startsAt: Instant.describe("When the offered visit begins, in UTC."),
        heldUntil: Instant.describe("When the offer ends, and the next patient gets it."),
      })
      .nullable()
      .describe("The slot that is held for the patient until they answer. Null: none at the moment."),
    createdBy: ActorId,
    createdAt: CreatedAt,
  },
);
export type WaitlistEntry = z.output<typeof WaitlistEntry>;

export const WaitlistPage = pageOf(WaitlistEntry);
export type WaitlistPage = z.output<typeof WaitlistPage>;

export const ListWaitlist = z
  .strictObject({
    ...PageInput.shape,
    patientId: PatientId.optional().describe("Only the entries of this patient."),
  })
  .prefault({});
export type ListWaitlist = z.output<typeof ListWaitlist>;

export const AddToWaitlist = z
  .strictObject({
    patientId: PatientId,
    visitTypeId: VisitTypeId,
    doctorId: DoctorId.nullable().default(null).describe(wishes.doctorId),
    specialization: comparedLine(200).nullable().default(null).describe(wishes.specialization),
    weekdays: Weekdays.default([1, 2, 3, 4, 5, 6, 7]).describe(wishes.weekdays),
    startsFrom: TimeOfDay.nullable().default(null).describe(wishes.startsFrom),
    startsTo: TimeOfDay.nullable().default(null).describe(wishes.startsTo),
    firstDay: ScheduleDay.nullable().default(null).describe(wishes.firstDay),
    lastDay: ScheduleDay.describe(wishes.lastDay),
    note: optionalText(500).optional().describe("Free text for the practice. Empty becomes null."),
  })
  .refine(({ doctorId, specialization }) => doctorId === null || specialization === null, {
    error: "Send a doctor or a specialization, not both",
    path: ["specialization"],
  })
  .refine(({ startsFrom, startsTo }) => startsFrom === null || startsTo === null || startsFrom <= startsTo, {
    error: "Has to be no later than the latest time",
    path: ["startsFrom"],
  })
  .refine(({ firstDay, lastDay }) => firstDay === null || firstDay <= lastDay, {
    error: "Has to be no later than the last day",
    path: ["firstDay"],
  });
export type AddToWaitlist = z.output<typeof AddToWaitlist>;

export const RemoveFromWaitlist = z.strictObject({ id: WaitlistEntryId });
export type RemoveFromWaitlist = z.output<typeof RemoveFromWaitlist>;
