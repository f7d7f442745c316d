import { protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { readHistoryProcedures } from "../../mechanisms/history/procedures.ts";
import { conditionKind } from "./history.ts";
import { conditions, createCondition, enterConditionInError, updateCondition } from "./queries.ts";
import {
  Condition,
  ConditionById,
  ConditionPage,
  CreateCondition,
  EnterConditionInError,
  ListConditions,
  UpdateCondition,
} from "./schema.ts";

const changeErrors = ["CONDITION_NOT_FOUND", "RECORD_IN_ERROR", "STALE_VERSION"] as const;

export const conditionRouter = router({
  list: protectedProcedure("clinical:read", {
    describes: { practice: "Listed a patient's conditions", patient: "Listed the patient's conditions" },
  })
    .meta(
      rest("GET /conditions", "List the problems and diagnoses of a patient, newest first", {
        also: ["GET /patients/{patientId}/conditions"],
      }),
    )
    .input(ListConditions)
    .output(ConditionPage)
    .query(({ ctx, input }) => conditions.list(ctx.pageReader(input), ctx.scope, input)),

  byId: protectedProcedure("clinical:read", {
    describes: { practice: "Read a condition", patient: "Read a condition of the patient" },
    errors: ["CONDITION_NOT_FOUND"],
  })
    .meta(rest("GET /conditions/{id}", "Read one problem or diagnosis"))
    .input(ConditionById)
    .output(Condition)
    .query(({ ctx, input }) => conditions.find(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("clinical:write", {
    describes: { practice: "Added a condition", patient: "Added a condition of the patient" },
    errors: ["PATIENT_NOT_FOUND", "ENCOUNTER_NOT_FOUND", "ENCOUNTER_LOCKED"],
  })
    .meta(rest("POST /conditions", "Add a problem or diagnosis of a patient", { status: 201 }))
    .input(CreateCondition)
    .output(Condition)
    .mutation(({ ctx, input }) => createCondition(ctx.db, ctx.scope, input)),

  update: protectedProcedure("clinical:write", {
    describes: { practice: "Changed a condition", patient: "Changed a condition of the patient" },
    errors: changeErrors,
  })
    .meta(rest("PATCH /conditions/{id}", "Change a problem or diagnosis"))
    .input(UpdateCondition)
    .output(Condition)
    .mutation(({ ctx, input }) => updateCondition(ctx, input)),

  enterInError: protectedProcedure("clinical:write", {
    describes: {
      practice: "Marked a condition as entered in error",
      patient: "Marked a condition of the patient as entered in error",
    },
    errors: changeErrors,
  })
    .meta(
      rest("POST /conditions/{id}/error", "Mark a problem or diagnosis as entered in error, with a reason", {
        description: "It leaves lists. Its history stays.",
      }),
    )
    .input(EnterConditionInError)
    .output(Condition)
    .mutation(({ ctx, input }) => enterConditionInError(ctx, input)),

  ...readHistoryProcedures(conditionKind),
});
