import { protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { readHistoryProcedures } from "../../mechanisms/history/procedures.ts";
import {
  createProcedure,
  enterProcedureInError,
  newProcedure,
  procedures,
  updateProcedure,
} from "./queries.ts";
import {
  AddProcedure,
  EnterProcedureInError,
  ListProcedures,
  Procedure,
  ProcedureById,
  ProcedurePage,
  UpdateProcedure,
} from "./schema.ts";

const { describes, notFound } = procedures;
const changeErrors = [...procedures.changeErrors, "DOCTOR_NOT_FOUND"] as const;

export const procedureRouter = router({
  list: protectedProcedure("clinical:read", {
    describes: describes.list,
  })
    .meta(
      rest("GET /procedures", "List what was done with a patient, newest first", {
        also: ["GET /patients/{patientId}/procedures"],
      }),
    )
    .input(ListProcedures)
    .output(ProcedurePage)
    .query(({ ctx, input }) => procedures.list(ctx.pageReader(input), ctx.scope, input)),

  byId: protectedProcedure("clinical:read", {
    describes: describes.byId,
    errors: [notFound],
  })
    .meta(rest("GET /procedures/{id}", "Read one procedure"))
    .input(ProcedureById)
    .output(Procedure)
    .query(({ ctx, input }) => procedures.find(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("clinical:write", {
    describes: describes.create,
    errors: [
      "PATIENT_NOT_FOUND",
      "DUPLICATE_RECORD",
      "ENCOUNTER_NOT_FOUND",
      "ENCOUNTER_LOCKED",
      "DOCTOR_NOT_FOUND",
    ],
  })
    .meta(rest("POST /procedures", "Add what was done with a patient", { status: 201 }))
    .input(AddProcedure)
    .output(Procedure)
    .mutation(async ({ ctx, input }) => {
      const given = await newProcedure(ctx.db, ctx.scope, input);
      return createProcedure(ctx.db, ctx.scope, given);
    }),

  update: protectedProcedure("clinical:write", {
    describes: describes.update,
    errors: changeErrors,
  })
    .meta(rest("PATCH /procedures/{id}", "Change a procedure"))
    .input(UpdateProcedure)
    .output(Procedure)
    .mutation(({ ctx, input }) => updateProcedure(ctx, input)),

  enterInError: protectedProcedure("clinical:write", {
    describes: describes.enterInError,
    errors: changeErrors,
  })
    .meta(
      rest("POST /procedures/{id}/error", "Mark a procedure as entered in error, with a reason", {
        description: "It leaves lists. Its history stays.",
      }),
    )
    .input(EnterProcedureInError)
    .output(Procedure)
    .mutation(({ ctx, input }) => enterProcedureInError(ctx, input)),

  ...readHistoryProcedures(procedures.history),
});
