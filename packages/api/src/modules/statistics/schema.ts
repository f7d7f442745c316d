import { DoctorId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { Instant, ScheduleDay, TimeZone } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";

const count = z.int().min(0);

const ownZone = "The default is the practice's, or UTC without one.";

export const PatientGrowthInput = z
  .strictObject({
    timeZone: TimeZone.optional().describe(`The time zone of the months. ${ownZone}`),
    months: z.int().min(1).max(120).default(24).describe("The number of months, up to the current one."),
  })
  .prefault({});
export type PatientGrowthInput = z.output<typeof PatientGrowthInput>;

export const PatientGrowth = namedObject("PatientGrowth", "How the number of patients grew, by month.", {
  patients: count.describe("The current total of the practice."),
  months: z
    .array(
      z.object({
        month: z.string().describe("`YYYY-MM`"),
        added: count.describe("The number of patients added in the month."),
        total: count.describe("The number of current patients added by the end of the month."),
      }),
    )
    .describe("The months asked for, oldest first."),
});
export type PatientGrowth = z.output<typeof PatientGrowth>;

/** Maximum number of doctors in an answer. */
export const maxDoctors = 50;

export const DoctorLoadInput = z
  .strictObject({
    most: z.int().min(1).max(maxDoctors).default(10).describe("The most doctors to return."),
  })
  .prefault({});
export type DoctorLoadInput = z.output<typeof DoctorLoadInput>;

export const DoctorLoad = namedObject("DoctorLoad", "The doctors with the most patients in the practice.", {
  doctorsWithPatients: count.describe("The number of doctors with a patient in the practice."),
  doctors: z
    .array(
      z.object({
        doctorId: DoctorId,
        name: z.string().describe("The doctor's current name."),
        specializationLabel: z
          .string()
          .nullable()
          .describe("The code's meaning, or the free text itself. Null if unknown."),
        patients: count.describe("The number of patients in the practice that the doctor is assigned to."),
        maxAppointmentsPerDay: z.int().describe("The most appointments that the doctor takes on one day."),
      }),
    )
    .describe("The doctors with the most patients, these first."),
});
export type DoctorLoad = z.output<typeof DoctorLoad>;

export const TodayInput = z
  .strictObject({ timeZone: TimeZone.optional().describe(`The time zone of the day. ${ownZone}`) })
  .prefault({});
export type TodayInput = z.output<typeof TodayInput>;

const changeKinds = ["added", "changed", "removed", "restored"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Numbers of changes. An import counts as additions, its undo as removals. */
const ChangeCounts = namedObject("ChangeCounts", "Numbers of changes of one kind of record.", {
  added: count.describe("The number of new records, with those of imports."),
  changed: count.describe(
    "The number of updates. Each patient with a change that the caller may see counts once.",
  ),
  removed: count.describe("The number of removals, with those of undone imports."),
  restored: count.describe("The number of removed records that are back."),
});
export type ChangeCounts = z.output<typeof ChangeCounts>;

export const Today = namedObject("Today", "How many records changed today.", {
  since: Instant.describe("When the day began, in UTC."),
  patients: ChangeCounts.describe("What happened to patients today."),
  doctors: ChangeCounts.describe("What happened to doctors today."),
  assignments: ChangeCounts.describe("What happened to assignments today."),
});
export type Today = z.output<typeof Today>;

export const OverviewInput = z.strictObject({
  timeZone: TimeZone.describe("The time zone of the months, such as `Europe/Zurich`."),
});
export type OverviewInput = z.output<typeof OverviewInput>;

const waitsFor = (permissions: string) => `Null for callers without the permission ${permissions}.`;

/** Open tasks. */
const Tasks = z.object({
  unassignedPatients: count
    .nullable()
    .describe(`Patients without a doctor. ${waitsFor("`patient:read` or `assignment:read`")}`),
  possibleDuplicates: z
    .object({
      pairs: count.describe("The number of pairs on the first page of `GET /patients/duplicates`."),
      compared: count.describe("The most patients that were compared with all older ones, newest first."),
      isComplete: z.boolean().describe("False if the practice has more patients than were compared."),
    })
    .nullable()
    .describe(waitsFor("`patient:merge`")),
  invitations: count.nullable().describe(`Open invitations. ${waitsFor("`member:manage`")}`),
  imports: z
    .object({
      waiting: count.describe("Uploads that were checked but not run, or whose run did not finish."),
      withProblems: count.describe("Those of them in which the check found problems."),
    })
    .nullable()
    .describe(waitsFor("`import:run`")),
});
export type Tasks = z.output<typeof Tasks>;

const Additions = {
  addedThisMonth: count.describe("The number added since the first of the month."),
  addedLastMonth: count.describe("The number added in the whole month before."),
  addedLastMonthSoFar: count.describe("In the last month, up to the same day and time as now."),
};

export const Overview = namedObject("Overview", "A practice at a glance.", {
  tasks: Tasks.describe("Open tasks."),
  patients: z
    .object({ total: count.describe("The current total."), ...Additions })
    .describe("The patients of the practice in numbers."),
  doctors: z
    .object({
      withPatients: count.describe("Doctors with a patient in the practice."),
      withNewPatients: count.describe("Doctors who were assigned to a patient this month."),
    })
    .describe("The doctors of the practice in numbers."),
  assignments: z
    .object({ total: count.describe("The current total."), ...Additions })
    .describe("The assignments of the practice in numbers."),
  setUp: z
    .object({
      hasPatient: z.boolean().describe("True if the practice has a patient."),
      hasDoctor: z
        .boolean()
        .describe("True if a doctor has a patient here or is a member, or if a member added one lately."),
      hasSchedule: z
        .boolean()
        .describe("True if the practice offers a visit type, and a doctor has opening hours in it."),
      hasColleague: z.boolean().describe("True if there is another member, or an open invitation."),
    })
    .describe("The first steps of a new practice, and which are done."),
  patientsChangedAt: Instant.nullable().describe(
    "The last change of a patient that the caller may see. Null without patients.",
  ),
});
export type Overview = z.output<typeof Overview>;

const maxRangeDays = 366;
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

export const AppointmentUseInput = z
  .strictObject({
    from: ScheduleDay.describe("The first day, in the practice's time zone."),
    to: ScheduleDay.describe(`The last day, at most ${maxRangeDays} days later.`),
    freeMinutes: z
      .int()
      .min(5)
      .max(720)
      .default(20)
      .describe("How long a visit is, in minutes, that `nextFreeDay` has room for."),
  })
  .refine(({ from, to }) => from <= to, { error: "Has to be no later than `to`", path: ["from"] })
  .refine(({ from, to }) => daysBetween(from, to) <= maxRangeDays, {
    error: `Has to be at most ${maxRangeDays} days after \`from\``,
    path: ["to"],
  });
export type AppointmentUseInput = z.output<typeof AppointmentUseInput>;

/** How far ahead a free day is searched. */
export const freeDaysAhead = 92;

const Use = {
  openMinutes: count.describe("Minutes of opening hours in the range."),
  bookedMinutes: count.describe(
    "Minutes of visits that begin in the range, without buffers. A group visit counts once, and cancelled visits do not count.",
  ),
  utilisation: z
    .number()
    .nullable()
    .describe(
      "`bookedMinutes / openMinutes`. More than 1 with visits outside of opening hours. Null without opening hours.",
    ),
  appointments: count.describe("Appointments that begin in the range and are not cancelled."),
  cancelled: count.describe("Appointments that would begin in the range, and were cancelled."),
  completed: count.describe("Appointments to which the patient came."),
  noShows: count.describe("Appointments to which the patient did not come."),
  noShowRate: z
    .number()
    .nullable()
    .describe("`noShows / (completed + noShows)`. Null if no appointment is over."),
};

export const AppointmentUse = namedObject("AppointmentUse", "How well the opening hours were used.", {
  timeZone: z.string().describe("The practice's time zone, or UTC without one."),
  total: z.object(Use).describe("All doctors together."),
  doctors: z
    .array(
      z.object({
        doctorId: DoctorId,
        doctorName: z.string().nullable().describe("Null if the doctor was erased."),
        nextFreeDay: z
          .string()
          .nullable()
          .describe(
            `The next day with a free slot, from today on. Null without one in the next ${freeDaysAhead} days.`,
          ),
        ...Use,
      }),
    )
    .describe("Each doctor, the most booked first."),
});
export type AppointmentUse = z.output<typeof AppointmentUse>;
