import { protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { readHistoryProcedures } from "../../mechanisms/history/procedures.ts";
import {
  createImmunization,
  enterImmunizationInError,
  immunizations,
  newImmunization,
  updateImmunization,
} from "./queries.ts";
import {
  AddImmunization,
  EnterImmunizationInError,
  Immunization,
  ImmunizationById,
  ImmunizationPage,
  ListImmunizations,
  UpdateImmunization,
} from "./schema.ts";

const { describes, notFound, changeErrors } = immunizations;

export const immunizationRouter = router({
  list: protectedProcedure("clinical:read", {
    describes: describes.list,
  })
    .meta(
      rest("GET /immunizations", "List the immunizations of a patient, newest first", {
        also: ["GET /patients/{patientId}/immunizations"],
      }),
    )
    .input(ListImmunizations)
    .output(ImmunizationPage)
    .query(({ ctx, input }) => immunizations.list(ctx.pageReader(input), ctx.scope, input)),

  byId: protectedProcedure("clinical:read", {
    describes: describes.byId,
    errors: [notFound],
  })
    .meta(rest("GET /immunizations/{id}", "Read one immunization"))
    .input(ImmunizationById)
    .output(Immunization)
    .query(({ ctx, input }) => immunizations.find(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("clinical:write", {
    describes: describes.create,
    errors: ["PATIENT_NOT_FOUND", "DUPLICATE_RECORD", "ENCOUNTER_NOT_FOUND", "ENCOUNTER_LOCKED"],
  })
    .meta(rest("POST /immunizations", "Add an immunization of a patient", { status: 201 }))
    .input(AddImmunization)
    .output(Immunization)
    .mutation(async ({ ctx, input }) => {
      const given = await newImmunization(ctx.db, ctx.scope, input);
      return createImmunization(ctx.db, ctx.scope, given);
    }),

  update: protectedProcedure("clinical:write", {
    describes: describes.update,
    errors: changeErrors,
  })
    .meta(rest("PATCH /immunizations/{id}", "Change an immunization"))
    .input(UpdateImmunization)
    .output(Immunization)
    .mutation(({ ctx, input }) => updateImmunization(ctx, input)),

  enterInError: protectedProcedure("clinical:write", {
    describes: describes.enterInError,
    errors: changeErrors,
  })
    .meta(
      rest("POST /immunizations/{id}/error", "Mark an immunization as entered in error, with a reason", {
        description: "It leaves lists. Its history stays.",
      }),
    )
    .input(EnterImmunizationInError)
    .output(Immunization)
    .mutation(({ ctx, input }) => enterImmunizationInError(ctx, input)),

  ...readHistoryProcedures(immunizations.history),
});
