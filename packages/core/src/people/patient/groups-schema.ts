import { z } from "zod";
import { namedObject } from "../../kernel/field/named-object.ts";

const count = z.int().min(0);

export const ageGroups = ["0-17", "18-39", "40-64", "65-79", "80+", "unknown"] as const;

const patientCounts = {
  female: count.describe("The number of patients of this gender in the group."),
  male: count.describe("The number of patients of this gender in the group."),
  other: count.describe("The number of patients of this gender in the group."),
  unknown: count.describe("The number of patients in the group whose gender is unknown."),
  patients: count.describe("The number of all patients in the group."),
};

export const PatientGroupsInput = z.strictObject({}).prefault({});

export const PatientGroups = namedObject("PatientGroups", "How many patients there are, by age and gender.", {
  patients: count.describe("The current total of the practice."),
  groups: z
    .array(
      z.object({
        ageGroup: z
          .enum(ageGroups)
          .describe(
            "In whole years, today where the practice is. `unknown`: without a date of birth or an age.",
          ),
        ...patientCounts,
      }),
    )
    .describe("All age groups, youngest first, including empty ones."),
  deceased: z.object(patientCounts).describe("The patients who have died. They are in no age group."),
});
export type PatientGroups = z.output<typeof PatientGroups>;
