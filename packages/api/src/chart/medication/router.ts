import { protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { readHistoryProcedures } from "../../mechanisms/history/procedures.ts";
import { medicationKind } from "./history.ts";
import { createMedication, enterMedicationInError, medications, updateMedication } from "./queries.ts";
import {
  CreateMedication,
  EnterMedicationInError,
  ListMedications,
  Medication,
  MedicationById,
  MedicationPage,
  UpdateMedication,
} from "./schema.ts";

const changeErrors = ["MEDICATION_NOT_FOUND", "RECORD_IN_ERROR", "STALE_VERSION"] as const;

export const medicationRouter = router({
  list: protectedProcedure("clinical:read", {
    describes: { practice: "Listed a patient's medications", patient: "Listed the patient's medications" },
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
    describes: { practice: "Read a medication", patient: "Read a medication of the patient" },
    errors: ["MEDICATION_NOT_FOUND"],
  })
    .meta(rest("GET /medications/{id}", "Read one drug of a patient"))
    .input(MedicationById)
    .output(Medication)
    .query(({ ctx, input }) => medications.find(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("clinical:write", {
    describes: { practice: "Added a medication", patient: "Added a medication of the patient" },
    errors: ["PATIENT_NOT_FOUND", "ENCOUNTER_NOT_FOUND", "ENCOUNTER_LOCKED"],
  })
    .meta(rest("POST /medications", "Add a drug that a patient takes", { status: 201 }))
    .input(CreateMedication)
    .output(Medication)
    .mutation(({ ctx, input }) => createMedication(ctx.db, ctx.scope, input)),

  update: protectedProcedure("clinical:write", {
    describes: { practice: "Changed a medication", patient: "Changed a medication of the patient" },
    errors: changeErrors,
  })
    .meta(rest("PATCH /medications/{id}", "Change a drug of a patient"))
    .input(UpdateMedication)
    .output(Medication)
    .mutation(({ ctx, input }) => updateMedication(ctx, input)),

  enterInError: protectedProcedure("clinical:write", {
    describes: {
      practice: "Marked a medication as entered in error",
      patient: "Marked a medication of the patient as entered in error",
    },
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

  ...readHistoryProcedures(medicationKind),
});
