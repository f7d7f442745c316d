import { z } from "zod";
import { DoctorId } from "../field/ids.ts";
import { Instant, TimeZone } from "../field/schemas.ts";

const count = z.int().min(0);

export const PatientGrowthInput = z.strictObject({
  timeZone: TimeZone.describe("Where months begin and end, such as `Europe/Zurich`."),
  months: z.int().min(1).max(120).default(24).describe("How many months there are, up to the current one."),
});
export type PatientGrowthInput = z.output<typeof PatientGrowthInput>;

export const PatientGrowth = z
  .object({
    /** In all, now. */
    patients: count,
    /** The oldest first. */
    months: z.array(
      z.object({
        month: z.string().describe("`YYYY-MM`"),
        added: count,
        total: count.describe("Of those who are patients now, how many were so when the month ended."),
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
    /** In all, now. */
    patients: count,
    /** All of them, the youngest first, also where nobody is in one. */
    groups: z.array(
      z.object({
        ageGroup: z
          .enum(ageGroups)
          .describe("In whole years, today (UTC). `unknown`: neither a date of birth nor an age is known."),
        female: count,
        male: count,
        other: count,
        patients: count,
      }),
    ),
  })
  .meta({ id: "PatientGroups" });
export type PatientGroups = z.output<typeof PatientGroups>;

/** No answer of the load has more doctors. */
export const mostDoctors = 50;

export const DoctorLoadInput = z
  .strictObject({
    most: z.int().min(1).max(mostDoctors).default(10).describe("How many doctors are named at most."),
  })
  .prefault({});
export type DoctorLoadInput = z.output<typeof DoctorLoadInput>;

export const DoctorLoad = z
  .object({
    /** How many doctors have a patient in the practice. */
    doctorsWithPatients: count,
    /** Those with the most patients, first. */
    doctors: z.array(
      z.object({
        doctorId: DoctorId,
        name: z.string(),
        specializationLabel: z.string().nullable(),
        /** Whom the doctor is assigned to in the practice. */
        patients: count,
        maxAppointmentsPerDay: z.int(),
      }),
    ),
  })
  .meta({ id: "DoctorLoad" });
export type DoctorLoad = z.output<typeof DoctorLoad>;

export const TodayInput = z.strictObject({
  timeZone: TimeZone.describe("Where the day began, such as `Europe/Zurich`."),
});
export type TodayInput = z.output<typeof TodayInput>;

export const changeKinds = ["added", "changed", "removed", "restored"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** How often it was done; what an import has made counts as added, and what its undoing has removed as removed. */
const ChangeCounts = z
  .object({ added: count, changed: count, removed: count, restored: count })
  .meta({ id: "DeedsOfToday" });
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
