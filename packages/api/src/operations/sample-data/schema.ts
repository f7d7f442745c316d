import { z } from "zod";
import { Instant } from "../../kernel/field/schemas.ts";

export const AddedSampleData = z
  .object({
    patients: z.int().describe("How many patients the practice has now."),
    doctors: z.int().describe("How many sample doctors they are assigned to."),
    assignments: z.int().describe("How many assignments connect the two."),
    appointments: z.int().describe("In the weeks around today."),
  })
  .describe("What the practice has after sample data was added.")
  .meta({ id: "AddedSampleData" });
export type AddedSampleData = z.output<typeof AddedSampleData>;

export const SampleData = z
  .object({
    addedAt: Instant.nullable().describe("Null if the practice has no sample data."),
    patients: z
      .int()
      .describe("How many patients a removal would remove, with their assignments and appointments."),
    changedPatients: z.int().describe("How many of these somebody has changed since."),
    keptPatients: z
      .int()
      .describe(
        "How many patients of the sample would stay, because another patient was merged into them, or somebody has changed their clinical records.",
      ),
  })
  .describe("The sample data of a practice, and what its removal would remove.")
  .meta({ id: "SampleData" });
export type SampleData = z.output<typeof SampleData>;

export const RemovedSampleData = SampleData.pick({ patients: true, keptPatients: true })
  .describe("What the removal of sample data removed, and kept.")
  .meta({
    id: "RemovedSampleData",
  });
export type RemovedSampleData = z.output<typeof RemovedSampleData>;
