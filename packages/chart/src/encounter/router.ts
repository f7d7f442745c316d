import { type Description, ofPatient } from "@caretype/core/kernel/audit-log/description";
import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { readHistoryProcedures } from "@caretype/core/mechanisms/history/procedures";
import { pageOfPatient } from "@caretype/core/people/patient/queries";
import { createEncounter, lockEncounter, takeStep, updateEncounter } from "./change-encounter.ts";
import { encounterKind } from "./history.ts";
import { findEncounter, listEncounters } from "./queries.ts";
import * as schema from "./schema.ts";

const referenceErrors = ["DOCTOR_NOT_FOUND", "APPOINTMENT_NOT_FOUND", "APPOINTMENT_HAS_ENCOUNTER"] as const;
const stepErrors = ["ENCOUNTER_NOT_FOUND", "ENCOUNTER_STATE", "STALE_VERSION"] as const;

const step = (patient: Description) =>
  protectedProcedure("clinical:write", { describes: ofPatient(patient), errors: stepErrors });

export const encounterRouter = router({
  list: protectedProcedure("clinical:read", {
    describes: { practice: "Listed encounters", patient: "Saw the patient's encounter in a list" },
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /encounters", "List the practice's encounters, newest first", {
      also: ["GET /patients/{patientId}/encounters"],
      description: "Ordered by when they began. Planned ones are ordered by when they were written.",
    })
    .input(schema.ListEncounters)
    .output(schema.EncounterPage)
    .query(({ ctx, input }) => pageOfPatient(ctx, input, listEncounters)),

  byId: protectedProcedure("clinical:read", {
    describes: ofPatient("Read an encounter"),
    errors: ["ENCOUNTER_NOT_FOUND"],
  })
    .rest("GET /encounters/{id}", "Read one encounter")
    .input(schema.EncounterById)
    .output(schema.Encounter)
    .query(({ ctx, input }) => findEncounter(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("clinical:write", {
    describes: ofPatient("Added an encounter"),
    errors: ["PATIENT_NOT_FOUND", ...referenceErrors],
  })
    .rest("POST /encounters", "Add an encounter: begun, planned, or one that is over", {
      status: 201,
      description: "Encounters of one patient may overlap.",
    })
    .input(schema.CreateEncounter)
    .output(schema.Encounter)
    .mutation(({ ctx, input }) => createEncounter(ctx.db, ctx.scope, input)),

  update: protectedProcedure("clinical:write", {
    describes: ofPatient("Changed an encounter"),
    errors: [...stepErrors, "ENCOUNTER_LOCKED", ...referenceErrors],
  })
    .rest("PATCH /encounters/{id}", "Change an encounter")
    .input(schema.UpdateEncounter)
    .output(schema.Encounter)
    .mutation(({ ctx, input }) => updateEncounter(ctx, input)),

  arrive: step("Noted that a patient has arrived for an encounter")
    .rest("POST /encounters/{id}/arrive", "Note that the patient has arrived")
    .input(schema.ChangeEncounter)
    .output(schema.Encounter)
    .mutation(({ ctx, input }) => takeStep(ctx, { step: "arrive", ...input })),

  start: step("Started an encounter")
    .rest("POST /encounters/{id}/start", "Start an encounter, now or earlier")
    .input(schema.StartEncounter)
    .output(schema.Encounter)
    .mutation(({ ctx, input }) => takeStep(ctx, { step: "start", ...input })),

  finish: step("Ended an encounter")
    .rest("POST /encounters/{id}/finish", "End an encounter, now or earlier")
    .input(schema.FinishEncounter)
    .output(schema.Encounter)
    .mutation(({ ctx, input }) => takeStep(ctx, { step: "finish", ...input })),

  cancel: step("Cancelled an encounter")
    .rest("POST /encounters/{id}/cancel", "Cancel an encounter that has not begun, with a reason")
    .input(schema.CancelEncounter)
    .output(schema.Encounter)
    .mutation(({ ctx, input }) => takeStep(ctx, { step: "cancel", ...input })),

  enterInError: protectedProcedure("clinical:write", {
    describes: {
      practice: "Marked an encounter as entered in error",
      patient: "Marked an encounter of the patient as entered in error",
    },
    errors: stepErrors,
  })
    .rest("POST /encounters/{id}/error", "Mark an encounter as entered in error, with a reason", {
      description: "It leaves lists and counts. Its history stays. This also works if it is locked.",
    })
    .input(schema.EnterEncounterInError)
    .output(schema.Encounter)
    .mutation(({ ctx, input }) => takeStep(ctx, { step: "enterInError", ...input })),

  lock: protectedProcedure("clinical:sign", {
    describes: ofPatient("Locked an encounter"),
    errors: [...stepErrors, "ENCOUNTER_LOCKED"],
  })
    .rest("POST /encounters/{id}/lock", "Lock a finished encounter for good", {
      description: "Nothing is recorded in it any more. It can only be entered in error.",
    })
    .input(schema.ChangeEncounter)
    .output(schema.Encounter)
    .mutation(({ ctx, input }) => lockEncounter(ctx, input)),

  ...readHistoryProcedures(encounterKind),
});
