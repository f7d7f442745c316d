import { daysBetween } from "@caretype/core/kernel/field/day";
import {
  AppointmentId,
  DoctorId,
  PatientId,
  RoomId,
  SeriesId,
  VisitTypeId,
} from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import {
  comparedLine,
  ExpectedVersion,
  endExample,
  Gender,
  Instant,
  lastScheduleDay,
  Moment,
  optionalReason,
  optionalText,
  PageInput,
  pageOf,
  requiredReason,
  ScheduleDay,
  stamps,
} from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import { TimeOfDay, Weekdays } from "../opening-hours/schema.ts";

/** Statuses of FHIR's Appointment. */
export const AppointmentStatus = z
  .enum(["pending", "booked", "arrived", "fulfilled", "cancelled", "noshow"])
  .describe(
    "As in FHIR. `pending`: held, and not confirmed yet. `arrived`: the patient waits or is being seen. `fulfilled`: completed.",
  );
export type AppointmentStatus = z.output<typeof AppointmentStatus>;

const CancelledBy = z.enum(["practice", "patient", "system"]);

export const Appointment = namedObject("Appointment", "A visit of a patient to a doctor.", {
  id: AppointmentId,
  patientId: PatientId,
  patientName: z.string().describe("The patient's current name."),
  doctorId: DoctorId,
  doctorName: z.string().nullable().describe("Null if the doctor was erased."),
  visitTypeId: VisitTypeId,
  visitTypeName: z.string().describe("The visit type's current name."),
  roomId: RoomId.nullable().describe("The reserved room. Null if none is."),
  roomName: z.string().nullable().describe("The room's current name. Null without a room."),
  status: AppointmentStatus,
  startsAt: Instant.describe("When the visit begins, in UTC. It is a whole minute."),
  endsAt: Instant.describe("When the visit ends, in UTC, without the buffer after it.").meta(endExample),
  heldUntil: Instant.nullable().describe(
    "When a hold expires. Null once it is booked. A hold that has expired is `cancelled`.",
  ),
  overrideReason: z
    .string()
    .nullable()
    .describe("Why it was booked at a time when the doctor was not free. Null if the doctor was."),
  reasonForVisit: z.string().nullable().describe("Why the patient comes, as free text. Null if unknown."),
  note: z.string().nullable().describe("Free text for the practice. Null if there is none."),
  cancelledBy: CancelledBy.nullable().describe(
    "`system`: a hold that expired. Null if it was not cancelled, or if the import did not say.",
  ),
  cancellationReason: z
    .string()
    .nullable()
    .describe("Why the practice cancelled it, in its words. Null if unknown."),
  arrivedAt: Instant.nullable().describe("When the patient was checked in. Null before."),
  seenSince: Instant.nullable().describe(
    "When the doctor began the visit's encounter. Null while the patient waits, once the visit is completed, in versions, and for a restricted encounter.",
  ),
  confirmedByPatientAt: Instant.nullable().describe(
    "When the patient confirmed by an emailed link that they come at this time.",
  ),
  seriesId: SeriesId.nullable().describe(
    "The series that it was booked with. Null for a single appointment.",
  ),
  ...stamps,
});
export type Appointment = z.output<typeof Appointment>;

export const AppointmentPage = pageOf(Appointment);
export type AppointmentPage = z.output<typeof AppointmentPage>;

export const BookedSeries = AppointmentPage.extend({
  skipped: z
    .array(
      z.object({
        date: z.string().describe("The day in the practice's time zone."),
        reason: z.literal("holiday").describe("`holiday`: the practice is closed."),
        name: z.string().describe("The name of the holiday."),
      }),
    )
    .describe("The days that the series leaves out. Over REST, the header `Skipped` lists the dates."),
});
export type BookedSeries = z.output<typeof BookedSeries>;

const VisitsOnHoliday = z.object({
  name: z.string().describe("The name of the holiday."),
  from: z.string().describe("Its first day, in the practice's time zone."),
  to: z.string().describe("Its last day."),
  visits: z.int().describe("How many visits on these days are booked, and neither cancelled nor over."),
});

/** There is never a next page. */
export const VisitsOnHolidayPage = pageOf(
  VisitsOnHoliday.meta({
    id: "VisitsOnHoliday",
    description: "A holiday to come on which patients are booked.",
  }),
);
export type VisitsOnHolidayPage = z.output<typeof VisitsOnHolidayPage>;

const VisitOutsideHours = Appointment.extend({
  alternative: z
    .object({ doctorId: DoctorId, doctorName: z.string().describe("The doctor's current name.") })
    .nullable()
    .describe(
      "Another doctor of the same specialization who is free at that time, to whom the visit can be moved. Null if nobody is.",
    ),
});

/** At most 500, and never a next page. Move or cancel these, then ask again. */
export const VisitsOutsideHoursPage = pageOf(
  VisitOutsideHours.meta({
    id: "VisitOutsideHours",
    description: "A visit to come at a time at which its doctor does not see patients any more.",
  }),
);
export type VisitsOutsideHoursPage = z.output<typeof VisitsOutsideHoursPage>;

export const ListVisitsOutsideHours = z.strictObject({ doctorId: DoctorId });

declare module "@caretype/core/kernel/error/domain-error" {
  interface FeatureDetails {
    /** The appointment's status, for `APPOINTMENT_STATE`. */
    appointmentStatus?: AppointmentStatus;
  }
}

const isOrdered = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
  from === undefined || to === undefined || from <= to;
const notOrdered = { error: "Has to be no later than `to`", path: ["from"] };

export const ListAppointments = z
  .strictObject({
    ...PageInput.shape,
    sort: z.enum(["earliest", "latest"]).default("earliest").describe("Sorts by start."),
    patientId: PatientId.optional().describe("Only the appointments of this patient."),
    doctorId: DoctorId.optional().describe("Only the appointments of this doctor."),
    from: ScheduleDay.optional().describe("The first day, in the practice's time zone."),
    to: ScheduleDay.optional().describe("The last day, in the practice's time zone."),
    status: AppointmentStatus.optional().describe("Only appointments with this status."),
  })
  .refine(isOrdered, notOrdered)
  .prefault({});
export type ListAppointments = z.output<typeof ListAppointments>;

export const ListVisitsOfPatients = z.strictObject({
  patientIds: z
    .array(PatientId)
    .min(1, "Send at least one id")
    .max(200, "Send at most 200 ids")
    .describe("The ids of up to 200 patients."),
});

const Visit = z.object({
  id: AppointmentId,
  startsAt: Instant.describe("When the visit starts, in UTC."),
  waitingSince: Instant.nullable().describe(
    "When a patient who is here was checked in, in UTC. Null otherwise.",
  ),
  seenSince: Instant.nullable().describe(
    "When the doctor began to see a patient who is here, in UTC. Null otherwise, and for a restricted encounter.",
  ),
});

export const VisitsOfPatient = z
  .object({
    patientId: PatientId,
    next: Visit.nullable().describe("The first visit that is to come or under way. Null if none is."),
    last: Visit.nullable().describe("The last visit that the patient came to. Null if there was none."),
  })
  .meta({ id: "VisitsOfPatient", description: "The next and the last visit of a patient." });

/** There is never a next page. */
export const VisitsOfPatientPage = pageOf(VisitsOfPatient);
export type VisitsOfPatientPage = z.output<typeof VisitsOfPatientPage>;

export const AppointmentById = z.strictObject({ id: AppointmentId });

const maxRangeDays = 92;

export const FindSlots = z
  .strictObject({
    visitTypeId: VisitTypeId,
    doctorId: DoctorId.optional().describe("Only slots of this doctor."),
    specialization: comparedLine(200)
      .optional()
      .describe("Only slots of doctors with this specialization: a code or free text, ignoring case."),
    age: z
      .int()
      .min(0)
      .max(150)
      .optional()
      .describe(
        "The patient's age in years. Without a doctor or a specialization, leaves out doctors who do not see patients of this age, such as pediatricians.",
      ),
    gender: Gender.optional().describe(
      "The patient's gender. Without a doctor or a specialization, leaves out gynecologists for men.",
    ),
    from: ScheduleDay.describe("The first day, in the practice's time zone."),
    to: ScheduleDay.describe(`The last day, at most ${maxRangeDays} days later.`),
    weekdays: Weekdays.optional().describe("Only on these days of the week: 1 is Monday, 7 is Sunday."),
    startsFrom: TimeOfDay.optional().describe(
      "The earliest time of day at which the visit may start, in the practice's time zone.",
    ),
    startsTo: TimeOfDay.optional().describe("The latest time of day at which the visit may start."),
    exceptAppointmentId: AppointmentId.optional().describe(
      "Takes this appointment's time as free: it is to be moved.",
    ),
    roomId: RoomId.optional().describe("Only slots at which this room is free, too."),
    joined: z
      .boolean()
      .default(false)
      .describe("Joins slots that touch. The visit can begin anywhere within one, if it ends there."),
    stepMinutes: z
      .int()
      .min(5)
      .max(720)
      .optional()
      .describe("Offers starts at this distance. Default: the visit's length with its buffers; 5 if joined."),
    limit: z.int().min(1).max(1_000).default(200).describe("Returns at most this many slots, the earliest."),
  })
  .refine(({ from, to }) => from <= to, notOrdered)
  .refine(({ from, to }) => daysBetween(from, to) <= maxRangeDays, {
    error: `Has to be at most ${maxRangeDays} days after \`from\``,
    path: ["to"],
  })
  .refine(({ startsFrom = "", startsTo = "24:00" }) => startsFrom <= startsTo, {
    error: "Has to be no later than the latest time",
    path: ["startsFrom"],
  });
export type FindSlots = z.output<typeof FindSlots>;

export const Slot = namedObject("Slot", "A time at which a visit can be booked.", {
  doctorId: DoctorId,
  doctorName: z.string().describe("The doctor's current name."),
  specialization: z.string().nullable().describe("The doctor's specialization: a code or free text."),
  startsAt: Instant.describe("When the visit would begin, in UTC."),
  endsAt: Instant.describe("When the visit would end, in UTC, without the buffer after it.").meta(endExample),
  seatsLeft: z.int().describe("How many patients can still book it. More than 1 only for group visits."),
});
export type Slot = z.output<typeof Slot>;

/** There is never a next page: ask for later days. */
export const SlotPage = pageOf(Slot);
export type SlotPage = z.output<typeof SlotPage>;

const maxCalendarDays = 31;
const someOf = <Id extends z.ZodType>(id: Id) =>
  z.array(id).min(1, "Send at least one id").max(50).optional();

const calendarDays = {
  from: ScheduleDay.describe("The first day, in the practice's time zone."),
  to: ScheduleDay.describe(`The last day. At most ${maxCalendarDays} days in all.`),
};
const isShort = ({ from, to }: { from: string; to: string }) => daysBetween(from, to) < maxCalendarDays;
const notShort = { error: `Has to be within ${maxCalendarDays} days of \`from\``, path: ["to"] };

export const ReadRevision = z
  .strictObject(calendarDays)
  .refine(isOrdered, notOrdered)
  .refine(isShort, notShort);
export type ReadRevision = z.output<typeof ReadRevision>;

export const AppointmentRevision = namedObject(
  "AppointmentRevision",
  "A mark that differs after a change, for programs that poll.",
  {
    revision: z.string().describe("Differs when an appointment of these days has changed."),
  },
);
export type AppointmentRevision = z.output<typeof AppointmentRevision>;

export const ReadCalendar = z
  .strictObject({
    ...calendarDays,
    doctorIds: someOf(DoctorId).describe("Only these doctors. Default: all."),
    roomIds: someOf(RoomId).describe("Only the appointments in these rooms."),
    withCancelled: z
      .boolean()
      .default(false)
      .describe("Also returns cancelled appointments and holds that have expired."),
  })
  .refine(isOrdered, notOrdered)
  .refine(isShort, notShort);
export type ReadCalendar = z.output<typeof ReadCalendar>;

const CalendarDoctor = namedObject(
  "CalendarDoctor",
  "A doctor in the calendar, with the open hours of the days.",
  {
    doctorId: DoctorId,
    doctorName: z.string().describe("The doctor's current name."),
    maxAppointmentsPerDay: z
      .int()
      .describe("The most appointments of the doctor on one day. Each practice counts its own."),
    open: z
      .array(
        z.object({
          startsAt: Instant.describe("When the doctor opens, in UTC."),
          endsAt: Instant.describe("When the doctor closes, in UTC."),
        }),
      )
      .describe("When the doctor is open, by the opening hours. Appointments are not taken off."),
    fullDays: z
      .array(z.string())
      .describe("Days, such as `2026-11-30`, on which the doctor has no appointments left."),
  },
);
export type CalendarDoctor = z.output<typeof CalendarDoctor>;

export const Calendar = namedObject("Calendar", "What a calendar shows for a range of days.", {
  timeZone: z.string().describe("The practice's time zone, in which days are meant."),
  from: z.string().describe("The first day, as asked for."),
  to: z.string().describe("The last day, as asked for."),
  doctors: z.array(CalendarDoctor).describe("By name."),
  otherDoctors: z
    .array(z.object({ doctorId: DoctorId, doctorName: z.string().describe("The doctor's current name.") }))
    .describe("Other doctors who have opening hours in the practice, by name."),
  appointments: z.array(Appointment).describe("Those that overlap the days, the earliest first."),
  isComplete: z
    .boolean()
    .describe("False if there are more than 2,000 appointments. Later ones are missing."),
});
export type Calendar = z.output<typeof Calendar>;

const wholeMinute = "Has to be a whole minute";
const startsAt = Moment.refine((at) => /:00(\.0+)?Z$/.test(at), wholeMinute).refine(
  (at) => at.slice(0, lastScheduleDay.length) <= lastScheduleDay,
  "Has to be in a year up to 2999",
);
const overrideReason = requiredReason
  .optional()
  .describe(
    "Books even if the doctor has another appointment, is not open or has a full day. Requires the permission `appointment:override`. The patient and the room still have to be free.",
  );

const booking = {
  patientId: PatientId,
  doctorId: DoctorId,
  visitTypeId: VisitTypeId,
  roomId: RoomId.nullable().optional().describe("The room to reserve. Null or omitted: none."),
  startsAt: startsAt.describe("When the visit begins: a whole minute, at which the doctor is free."),
  reasonForVisit: optionalText(2000)
    .optional()
    .describe(
      "Why the patient comes, as free text. Empty becomes null. Required for a patient who has died.",
    ),
  note: optionalText(2000).optional().describe("Free text for the practice. Empty becomes null."),
};

export const BookAppointment = z.strictObject({ ...booking, overrideReason });
export type BookAppointment = z.output<typeof BookAppointment>;

export const BookSeries = z.strictObject({
  ...booking,
  everyWeeks: z.int().min(1).max(52).describe("The number of weeks from one visit to the next."),
  times: z.int().min(2).max(52).describe("The number of visits."),
});
export type BookSeries = z.output<typeof BookSeries>;

export const HoldSlot = z.strictObject(booking);
export type HoldSlot = z.output<typeof HoldSlot>;

/** The longest appointment, in minutes. Limits how far the database looks for overlaps. */
export const maxVisitMinutes = 24 * 60 - 1;

const step = { id: AppointmentId, expectedVersion: ExpectedVersion };
export const ChangeAppointment = z.strictObject(step);
export type ChangeAppointment = z.output<typeof ChangeAppointment>;

/** Why a step was reverted. Not free text, because the audit keeps it permanently. */
export const backReasons = ["wrong-patient", "wrong-click", "changed"] as const;

const otherReason = booking.reasonForVisit.describe(
  "Another reason for the visit. Default: the same. Required for a patient who has died, if the visit has none.",
);

export const ConfirmAppointment = ChangeAppointment.extend({ reasonForVisit: otherReason });
export type ConfirmAppointment = z.output<typeof ConfirmAppointment>;

export const StepBack = z.strictObject({
  ...ConfirmAppointment.shape,
  reason: z
    .enum(backReasons)
    .describe(
      "`wrong-patient`: it was another patient. `wrong-click`: nobody meant it. `changed`: it was right then, and is no longer. The audit keeps it.",
    ),
});
export type StepBack = z.output<typeof StepBack>;

export const CancelAppointment = z.strictObject({
  ...step,
  reason: optionalReason
    .optional()
    .describe(
      "Why it is cancelled, on one line. The patient does not see it. Required unless the practice says otherwise.",
    ),
});
export type CancelAppointment = z.output<typeof CancelAppointment>;

export const CancelVisitsOfPatient = z.strictObject({
  patientId: PatientId,
  reason: CancelAppointment.shape.reason,
});
export type CancelVisitsOfPatient = z.output<typeof CancelVisitsOfPatient>;

export const RescheduleAppointment = z.strictObject({
  ...step,
  startsAt: startsAt.describe("The new begin: a whole minute, at which the doctor is free."),
  doctorId: DoctorId.optional().describe("Another doctor. Default: the same."),
  roomId: RoomId.nullable().optional().describe("Another room, or null for none. Default: the same."),
  minutes: z
    .int()
    .min(1)
    .max(maxVisitMinutes)
    .optional()
    .describe("Another length, in minutes. Default: the same. The seats of a group visit have one length."),
  overrideReason,
});
export type RescheduleAppointment = z.output<typeof RescheduleAppointment>;

export const UpdateAppointment = z.strictObject({
  ...step,
  reasonForVisit: booking.reasonForVisit,
  note: booking.note,
  visitTypeId: VisitTypeId.optional().describe("Another kind of visit, with its length. Default: the same."),
  roomId: booking.roomId.describe("Another room, or null for none. Default: the same."),
  overrideReason,
});
export type UpdateAppointment = z.output<typeof UpdateAppointment>;

export const BookAgain = RescheduleAppointment.omit({ minutes: true }).extend({
  startsAt: RescheduleAppointment.shape.startsAt.optional().describe("Another start. Default: the same."),
  reasonForVisit: otherReason,
});
export type BookAgain = z.output<typeof BookAgain>;

export const RescheduleSeries = RescheduleAppointment.omit({ overrideReason: true, minutes: true });
export type RescheduleSeries = z.output<typeof RescheduleSeries>;
