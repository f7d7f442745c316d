import { PatientId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { Instant } from "@caretype/core/kernel/field/schemas";
import { mailLanguages } from "@caretype/core/mechanisms/mail/languages";
import { z } from "zod";

export const AddSampleData = z
  .strictObject({
    language: z
      .enum(mailLanguages)
      .default("en")
      .describe("The language of visit types, reasons and charts."),
  })
  .prefault({});
export type AddSampleData = z.output<typeof AddSampleData>;

export const AddedSampleData = namedObject(
  "AddedSampleData",
  "What the practice has after sample data was added.",
  {
    patients: z.int().describe("How many patients the practice has now."),
    doctors: z.int().describe("How many sample doctors they are assigned to."),
    assignments: z.int().describe("How many assignments connect the two."),
    appointments: z.int().describe("How many appointments there are in the weeks around today."),
  },
);
export type AddedSampleData = z.output<typeof AddedSampleData>;

const NamedPatient = z.object({ id: PatientId, name: z.string().describe("The full name, as it is shown.") });

export const SampleData = namedObject(
  "SampleData",
  "The sample data of a practice, and what its removal would remove.",
  {
    addedAt: Instant.nullable().describe("Null if the practice has no sample data."),
    patients: z
      .int()
      .describe("How many patients a removal would remove, with their assignments, appointments and charts."),
    changedPatients: z
      .int()
      .describe(
        "How many of these somebody has changed since, or written, booked or assigned something for.",
      ),
    keptPatients: z
      .int()
      .describe(
        "How many patients of the sample would stay, because another patient was merged into them, or somebody has signed a note for them.",
      ),
    changed: z.array(NamedPatient).describe("Those who were changed, by name."),
    kept: z.array(NamedPatient).describe("Those who would stay, by name."),
  },
);
export type SampleData = z.output<typeof SampleData>;

export const RemovedSampleData = SampleData.pick({ patients: true, keptPatients: true })
  .describe("What the removal of sample data removed, and kept.")
  .meta({
    id: "RemovedSampleData",
  });
export type RemovedSampleData = z.output<typeof RemovedSampleData>;

/** The patients are invented, so the audit does not list them as subjects. */
export const InventedRecords = namedObject("InventedRecords", "Who is invented, as part of sample data.", {
  patientIds: z
    .array(z.string())
    .describe("All who were ever of the practice's sample data, also removed ones."),
  doctorIds: z.array(z.string()).describe("Those in the directory, which all practices share."),
});
export type InventedRecords = z.output<typeof InventedRecords>;
