import { daysBetween } from "@caretype/core/kernel/field/day";
import { RestDialect } from "@caretype/core/kernel/field/dialect-schema";
import { PracticeId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import {
  CreatedAt,
  ExpectedVersion,
  Instant,
  optionalEmail,
  optionalLine,
  optionalPhoneNumber,
  optionalText,
  PageInput,
  pageOf,
  requiredLine,
  ScheduleDay,
  TimeZone,
  UpdatedAt,
  Version,
} from "@caretype/core/kernel/field/schemas";
import { roles } from "@caretype/core/kernel/permissions/permissions";
import { z } from "zod";
import { SecondFactorRequirement } from "../session/schema.ts";

const cancellationReason = "Whether members have to say why they cancel an appointment.";
const offer =
  "How long a slot that becomes free is held for a patient of the waitlist, in minutes. Then the next one gets the offer.";
const reminder =
  "The hour of the day before a visit at which its patient is reminded, in the practice's time zone. Null: no reminders.";

const numericIds =
  "The system of imported identifiers, such as `django:000`, whose numbers REST paths accept in place of the ids of patients and doctors. Null: none.";

const firstDay = "The first day, in the practice's time zone.";
const yearly =
  "Repeats it each year from then on. One of 29 February alone is only in leap years. Default: once.";

const dialect =
  "The former backend whose names, shapes and statuses REST answers with for patients, doctors, mappings and accounts: a number of `import django`, or `none`. Null: as the server's `REST_DIALECT` says. Typed calls are not affected.";

export const Holiday = namedObject("Holiday", "Days on which the practice is closed.", {
  name: z.string().describe("What members see, such as `Christmas`."),
  from: z.string().describe(firstDay),
  to: z.string().describe("The last day."),
  yearly: z.boolean().describe("Whether it repeats each year from then on."),
});
export type Holiday = z.output<typeof Holiday>;

export const HolidayInput = z
  .strictObject({
    name: requiredLine(100).describe("What members see, such as `Christmas`."),
    from: ScheduleDay.describe(firstDay),
    to: ScheduleDay.describe("The last day, within a year. It may be in the next year."),
    yearly: z.boolean().default(false).describe(yearly),
  })
  .refine(({ from, to }) => from <= to, { error: "Has to be no later than `to`", path: ["from"] })
  .refine(({ from, to }) => daysBetween(from, to) < 365, {
    error: "Has to be within a year of `from`",
    path: ["to"],
  })
  .describe("Days on which the practice is closed, to set.")
  .meta({ id: "HolidayInput" });

export const Practice = namedObject("Practice", "A practice with the caller's role and permissions.", {
  id: PracticeId,
  name: z.string().describe("The name that members and patients see."),
  address: z.string().nullable().describe("Where it is, on one or more lines. Patients see it."),
  phoneNumber: z.string().nullable().describe("Where patients call. They see it."),
  email: z.string().nullable().describe("Where patients write to. They see it."),
  role: z.enum([...roles, "service"]).describe("The caller's role; `service` for an API key."),
  permissions: z.array(z.string()).describe("The caller's permissions, such as `patient:read`."),
  secondFactor: z.enum(["optional", "required"]).describe("Whether its members need a second factor."),
  secondFactorGraceDays: z.int().describe("The days a member has to set one up, from their next sign-in."),
  secondFactorRequirement: SecondFactorRequirement.nullable().describe(
    "What the caller still has to do. Null if they have a second factor or need none, such as API keys.",
  ),
  timeZone: z
    .string()
    .nullable()
    .describe("The time zone in which its days are counted, such as `Europe/Zurich`. Null: not set, so UTC."),
  patientEmails: z.boolean().describe("Whether patients get emails about their appointments."),
  reminderHour: z.int().nullable().describe(reminder),
  offerMinutes: z.int().describe(offer),
  cancellationReasonRequired: z.boolean().describe(cancellationReason),
  numericIds: z.string().nullable().describe(numericIds),
  dialect: RestDialect.nullable().describe(dialect),
  holidays: z.array(Holiday).describe("The days on which it is closed, by their first day."),
  sampleDataAt: Instant.nullable().describe(
    "When sample data was added. Null without it, and once it was removed.",
  ),
  createdAt: CreatedAt,
  updatedAt: UpdatedAt,
  version: Version,
});
export type Practice = z.output<typeof Practice>;

export const PracticeName = requiredLine(200);

const shownName = PracticeName.describe("The name that members and patients see, on one line.");

/** The time zone of a new practice. */
export const NewPracticeZone = TimeZone.optional().describe(
  "In which the practice's days and opening hours are meant, such as `Europe/Zurich`. Default: not set, so UTC.",
);

export const CreatePractice = z.strictObject({ name: shownName, timeZone: NewPracticeZone });
export type CreatePractice = z.output<typeof CreatePractice>;

export const UpdatePractice = z.strictObject({
  name: PracticeName.optional().describe("The name that members and patients see, on one line."),
  address: optionalText(500)
    .optional()
    .describe("On one or more lines. In emails to patients, their calendar files and prints."),
  phoneNumber: optionalPhoneNumber().optional().describe("In emails to patients and prints."),
  email: optionalEmail().optional().describe("Where patients write to. In emails to patients and prints."),
  timeZone: TimeZone.nullable()
    .optional()
    .describe("In which the practice's days are counted, such as `Europe/Zurich`. Null: UTC."),
  patientEmails: z
    .boolean()
    .optional()
    .describe("Sends patients emails about their appointments: booked, changed, cancelled, and a reminder."),
  reminderHour: z.int().min(0, "0 or more").max(23, "At most 23").nullable().optional().describe(reminder),
  offerMinutes: z.int().min(5).max(1_440).optional().describe(offer),
  cancellationReasonRequired: z.boolean().optional().describe(cancellationReason),
  numericIds: optionalLine(100).optional().describe(numericIds),
  dialect: RestDialect.nullable().optional().describe(dialect),
  expectedVersion: ExpectedVersion,
});
export type UpdatePractice = z.output<typeof UpdatePractice>;

export const SetHolidays = z.strictObject({
  holidays: z
    .array(HolidayInput)
    .max(100)
    .describe("All holidays, once and yearly. They replace the earlier ones."),
  expectedVersion: ExpectedVersion,
});
export type SetHolidays = z.output<typeof SetHolidays>;

export const UpdateSecondFactor = z.strictObject({
  secondFactor: z.enum(["optional", "required"]).describe("Whether members need a second factor."),
  graceDays: z
    .int()
    .min(0, "0 or more")
    .max(90, "At most 90")
    .optional()
    .describe("The days members have to set one up, from their next sign-in. The initial value is 7."),
  expectedVersion: ExpectedVersion,
});
export type UpdateSecondFactor = z.output<typeof UpdateSecondFactor>;

const OwnPractice = namedObject("OwnPractice", "A practice of which the caller is a member.", {
  id: PracticeId,
  name: z.string().describe("The name that members and patients see."),
  role: z.enum(roles).describe("The caller's role."),
  since: Instant.describe("When the caller became a member."),
  lastOpenedAt: Instant.nullable().describe("When the caller last opened it in the console; null if never"),
});

export const OwnPracticePage = pageOf(OwnPractice);
export type OwnPracticePage = z.output<typeof OwnPracticePage>;

export const OpenPractice = z.strictObject({}).prefault({});

export const ListPractices = PageInput.prefault({});
export type ListPractices = z.output<typeof ListPractices>;
