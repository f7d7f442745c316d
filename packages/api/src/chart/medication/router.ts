import { protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { readHistoryProcedures } from "../../mechanisms/history/procedures.ts";
import {
  createMedication,
  enterMedicationInError,
  medications,
  newMedication,
  updateMedication,
} from "./queries.ts";
import {
  AddMedication,
  EnterMedicationInError,
  ListMedications,
  Medication,
  MedicationById,
  MedicationPage,
  UpdateMedication,
} from "./schema.ts";

const { describes, notFound, changeErrors } = medications;

export const medicationRouter = router({
  list: protectedProcedure("clinical:read", {
    describes: describes.list,
  })
    .meta(
      rest("GET /medications", "List the drugs of a patient, newest first", {
        also: ["GET /patients/{patientId}/medications"],
      }),
    )
    .input(ListMedications)
    .output(MedicationPage)
    .query(({ ctx, input }) => medications.list(ctx.pageReader(input), ctx.scope, input)),

  byId: protectedProcedure("clinical:read", {
    describes: describes.byId,
    errors: [notFound],
  })
    .meta(rest("GET /medications/{id}", "Read one drug of a patient"))
    .input(MedicationById)
    .output(Medication)
    .query(({ ctx, input }) => medications.find(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("clinical:write", {
    describes: describes.create,
    errors: ["PATIENT_NOT_FOUND", "DUPLICATE_RECORD", "ENCOUNTER_NOT_FOUND", "ENCOUNTER_LOCKED"],
  })
    .meta(rest("POST /medications", "Add a drug that a patient takes", { status: 201 }))
    .input(AddMedication)
    .output(Medication)
    .mutation(async ({ ctx, input }) => {
      const given = await newMedication(ctx.db, ctx.scope, input);
      return createMedication(ctx.db, ctx.scope, given);
    }),

  update: protectedProcedure("clinical:write", {
    describes: describes.update,
    errors: changeErrors,
  })
    .meta(rest("PATCH /medications/{id}", "Change a drug of a patient"))
    .input(UpdateMedication)
    .output(Medication)
    .mutation(({ ctx, input }) => updateMedication(ctx, input)),

  enterInError: protectedProcedure("clinical:write", {
    describes: describes.enterInError,
    errors: changeErrors,
  })
    .meta(
      rest("POST /medications/{id}/error", "Mark a drug of a patient as entered in error, with a reason", {
        description: "It leaves lists. Its history stays.",
      }),
    )
    .input(EnterMedicationInError)
    .output(Medication)
    .mutation(({ ctx, input }) => enterMedicationInError(ctx, input)),

  ...readHistoryProcedures(medications.history),
});
