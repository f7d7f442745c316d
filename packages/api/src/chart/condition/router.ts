import { protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { readHistoryProcedures } from "../../mechanisms/history/procedures.ts";
import {
  conditions,
  createCondition,
  enterConditionInError,
  newCondition,
  updateCondition,
} from "./queries.ts";
import {
  AddCondition,
  Condition,
  ConditionById,
  ConditionPage,
  EnterConditionInError,
  ListConditions,
  UpdateCondition,
} from "./schema.ts";

const { describes, notFound, changeErrors } = conditions;

export const conditionRouter = router({
  list: protectedProcedure("clinical:read", {
    describes: describes.list,
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
    describes: describes.byId,
    errors: [notFound],
  })
    .meta(rest("GET /conditions/{id}", "Read one problem or diagnosis"))
    .input(ConditionById)
    .output(Condition)
    .query(({ ctx, input }) => conditions.find(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("clinical:write", {
    describes: describes.create,
    errors: ["PATIENT_NOT_FOUND", "DUPLICATE_RECORD", "ENCOUNTER_NOT_FOUND", "ENCOUNTER_LOCKED"],
  })
    .meta(rest("POST /conditions", "Add a problem or diagnosis of a patient", { status: 201 }))
    .input(AddCondition)
    .output(Condition)
    .mutation(async ({ ctx, input }) => {
      const given = await newCondition(ctx.db, ctx.scope, input);
      return createCondition(ctx.db, ctx.scope, given);
    }),

  update: protectedProcedure("clinical:write", {
    describes: describes.update,
    errors: changeErrors,
  })
    .meta(rest("PATCH /conditions/{id}", "Change a problem or diagnosis"))
    .input(UpdateCondition)
    .output(Condition)
    .mutation(({ ctx, input }) => updateCondition(ctx, input)),

  enterInError: protectedProcedure("clinical:write", {
    describes: describes.enterInError,
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

  ...readHistoryProcedures(conditions.history),
});
