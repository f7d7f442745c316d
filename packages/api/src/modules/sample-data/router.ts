import { noSubjects, perPractice, protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { findInvented, findSample } from "./queries.ts";
import * as schema from "./schema.ts";

const named = noSubjects("the body names the records, as the input names none");

export const sampleDataRouter = router({
  add: protectedProcedure("practice:update", {
    describes: { practice: "Added sample data", patient: "Added the patient as sample data" },
    errors: ["VERIFIED_EMAIL_REQUIRED", "SAMPLE_DATA_NOT_OFFERED", "PRACTICE_NOT_EMPTY"],
    cost: 50,
    serializeBy: perPractice,
  })
    .rest("POST /sample-data", "Fill your empty practice with invented patients", {
      status: 201,
      description:
        "For trying Caretype: about 200 patients with doctors, assignments, changes and appointments around today. A few have a chart: encounters, vital signs over a year, notes and more. Only with the setting `SAMPLE_DATA`, whose default is `true` with the embedded database.",
    })
    .meta(named)
    .input(schema.AddSampleData)
    .output(schema.AddedSampleData)
    // Lazy: most practices never call these.
    .mutation(async ({ ctx, input }) => (await import("./add-sample-data.ts")).addSampleData(ctx, input)),

  preview: protectedProcedure("practice:update", { describes: "Previewed a removal of sample data" })
    .rest("GET /sample-data", "Read what a removal of the sample data would remove")
    .output(schema.SampleData)
    .query(({ ctx }) => findSample(ctx.db, ctx.scope)),

  invented: protectedProcedure("patient:read", { describes: "Read which records are sample data" })
    .rest("GET /sample-data/records", "Read which patients and doctors are invented")
    .meta({ ...noSubjects("it says of no person who is real") })
    .output(schema.InventedRecords)
    .query(({ ctx }) => findInvented(ctx.db, ctx.scope)),

  remove: protectedProcedure("practice:update", {
    describes: { practice: "Removed the sample data", patient: "Removed the patient with the sample data" },
    errors: ["SAMPLE_DATA_NOT_FOUND"],
    cost: 50,
    serializeBy: perPractice,
  })
    .rest("DELETE /sample-data", "Remove the sample data", {
      status: 200,
      description:
        "Removes the patients of the sample with their assignments, appointments and charts, also if they were changed since. Patients can be restored, like other removed ones, without sample appointments and charts. Visit types, rooms and opening hours of the sample stay while an appointment needs them. Patients that you added stay. So do sample patients that another patient was merged into, until the merge is undone, and those for whom somebody has signed a note, or who have rows of a table of your own, until they are erased. Sample doctors stay while a patient is assigned to them.",
    })
    .meta(named)
    .output(schema.RemovedSampleData)
    .mutation(async ({ ctx }) => (await import("./remove-sample-data.ts")).removeSampleData(ctx)),
});
