import { Nothing } from "../../../kernel/field/schemas.ts";
import { protectedProcedure } from "../../../kernel/procedure/builder.ts";
import { PatientById } from "../schema.ts";
import { listDistinct, markDistinct, unmarkDistinct } from "./mark-distinct.ts";
import * as schema from "./schema.ts";

/** Part of the patient router. */
export const distinctProcedures = {
  markDistinct: protectedProcedure("patient:merge", {
    describes: {
      practice: "Marked two patients as different people",
      patient: "Marked the patient and another as different people",
    },
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("POST /patients/{id}/distinct", "Mark two patients as different people", {
      description: "They are no longer listed as possible duplicates of each other.",
    })
    .input(schema.TwoPatients)
    .output(schema.DistinctPatient)
    .mutation(({ ctx, input }) => markDistinct(ctx, input)),

  unmarkDistinct: protectedProcedure("patient:merge", {
    describes: {
      practice: "Removed a mark that two patients are different people",
      patient: "Removed a mark that the patient and another are different people",
    },
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest(
      "DELETE /patients/{id}/distinct/{otherId}",
      "Remove the mark that two patients are different people",
      {
        status: 204,
      },
    )
    .input(schema.TwoPatients)
    .output(Nothing)
    .mutation(({ ctx, input }) => unmarkDistinct(ctx, input)),

  distinct: protectedProcedure("patient:read", {
    describes: {
      practice: "Listed the patients who were marked as different people",
      patient: "Saw the patient among those who were marked as different people",
    },
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest(
      "GET /patients/{id}/distinct",
      "List the patients who were marked as different people, newest mark first",
      {
        description: "Up to 200.",
      },
    )
    .input(PatientById)
    .output(schema.DistinctPatientPage)
    .query(({ ctx, input }) => listDistinct(ctx.db, ctx.scope, input.id)),
};
