import { z } from "zod";
import { DoctorId } from "../field/ids.ts";
import { Instant, TimeZone } from "../field/schemas.ts";

const count = z.int().min(0);

const ownZone = "The default is the practice's, or UTC without one.";

export const PatientGrowthInput = z
  .strictObject({
    timeZone: TimeZone.optional().describe(`The time zone of the months. ${ownZone}`),
    months: z.int().min(1).max(120).default(24).describe("The number of months, up to the current one."),
  })
  .prefault({});
export type PatientGrowthInput = z.output<typeof PatientGrowthInput>;

export const PatientGrowth = z
  .object({
    /** The current total. */
    patients: count,
    /** Oldest first. */
    months: z.array(
      z.object({
        month: z.string().describe("`YYYY-MM`"),
        added: count,
        total: count.describe("The number of current patients added by the end of the month."),
      }),
    ),
  })
  .meta({ id: "PatientGrowth" });
export type PatientGrowth = z.output<typeof PatientGrowth>;

export const ageGroups = ["0-17", "18-39", "40-64", "65-79", "80+", "unknown"] as const;
export type AgeGroup = (typeof ageGroups)[number];

export const PatientGroupsInput = z.strictObject({}).prefault({});

export const PatientGroups = z
  .object({
    /** The current total. */
    patients: count,
    /** All groups, youngest first, including empty ones. */
    groups: z.array(
      z.object({
        ageGroup: z
          .enum(ageGroups)
          .describe("In whole years, today (UTC). `unknown`: without a date of birth or an age."),
        female: count,
        male: count,
        other: count,
        patients: count,
      }),
    ),
  })
  .meta({ id: "PatientGroups" });
export type PatientGroups = z.output<typeof PatientGroups>;

/** The most doctors in an answer. */
export const maxDoctors = 50;

export const DoctorLoadInput = z
  .strictObject({
    most: z.int().min(1).max(maxDoctors).default(10).describe("The most doctors to return."),
  })
  .prefault({});
export type DoctorLoadInput = z.output<typeof DoctorLoadInput>;

export const DoctorLoad = z
  .object({
    /** The number of doctors with a patient in the practice. */
    doctorsWithPatients: count,
    /** Most patients first. */
    doctors: z.array(
      z.object({
        doctorId: DoctorId,
        name: z.string(),
        specializationLabel: z.string().nullable(),
        /** The number of patients in the practice that the doctor is assigned to. */
        patients: count,
        maxAppointmentsPerDay: z.int(),
      }),
    ),
  })
  .meta({ id: "DoctorLoad" });
export type DoctorLoad = z.output<typeof DoctorLoad>;

export const TodayInput = z
  .strictObject({ timeZone: TimeZone.optional().describe(`The time zone of the day. ${ownZone}`) })
  .prefault({});
export type TodayInput = z.output<typeof TodayInput>;

export const changeKinds = ["added", "changed", "removed", "restored"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Numbers of changes. Imports count as added, and their undo as removed. */
const ChangeCounts = z
  .object({ added: count, changed: count, removed: count, restored: count })
  .meta({ id: "ChangeCounts" });
export type ChangeCounts = z.output<typeof ChangeCounts>;

export const Today = z
  .object({
    /** When the day began. */
    since: Instant,
    patients: ChangeCounts,
    doctors: ChangeCounts,
    assignments: ChangeCounts,
  })
  .meta({ id: "Today" });
export type Today = z.output<typeof Today>;
