import { ofPatient } from "../../kernel/audit-log/description.ts";
import { protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { maxInputBytes, withInputBounds } from "../../kernel/procedure/input-bounds.ts";
import { readHistoryProcedures } from "../../mechanisms/history/procedures.ts";
import { pageOfPatient } from "../../people/patient/queries.ts";
import {
  createObservation,
  createObservations,
  enterObservationInError,
  findObservation,
  listObservations,
  newObservation,
  observations,
  updateObservation,
} from "./queries.ts";
import * as schema from "./schema.ts";

const { describes, notFound, changeErrors } = observations;

/** Many components with long names, in which each character may be an escape of six bytes. */
const withComponents = withInputBounds({ bytes: maxInputBytes, members: 3_000, names: 3_000 });

export const observationRouter = router({
  list: protectedProcedure("clinical:read", {
    describes: describes.list,
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /observations", "List the observations of a patient, newest first", {
      also: ["GET /patients/{patientId}/observations"],
    })
    .input(schema.ListObservations)
    .output(schema.ObservationPage)
    .query(({ ctx, input }) => pageOfPatient(ctx, input, listObservations)),

  byId: protectedProcedure("clinical:read", {
    describes: describes.byId,
    errors: [notFound],
  })
    .rest("GET /observations/{id}", "Read one observation")
    .input(schema.ObservationById)
    .output(schema.Observation)
    .query(({ ctx, input }) => findObservation(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("clinical:write", {
    describes: describes.create,
    errors: ["PATIENT_NOT_FOUND", "DUPLICATE_RECORD", "ENCOUNTER_NOT_FOUND", "ENCOUNTER_LOCKED"],
  })
    .rest("POST /observations", "Add an observation of a patient", { status: 201 })
    .meta(withComponents)
    .input(schema.AddObservation)
    .output(schema.Observation)
    .mutation(async ({ ctx, input }) => {
      const given = await newObservation(ctx.db, ctx.scope, input);
      return createObservation(ctx.db, ctx.scope, given);
    }),

  createMany: protectedProcedure("clinical:write", {
    describes: ofPatient("Added observations"),
    errors: ["PATIENT_NOT_FOUND", "ENCOUNTER_NOT_FOUND", "ENCOUNTER_LOCKED"],
    cost: 5,
  })
    .rest("POST /observations/batch", "Add several observations, all or none", { status: 201 })
    .meta(withComponents)
    .input(schema.CreateObservations)
    .output(schema.ObservationList)
    .mutation(async ({ ctx, input }) => ({
      items: await createObservations(ctx.db, ctx.scope, input.observations),
    })),

  update: protectedProcedure("clinical:write", {
    describes: describes.update,
    errors: [...changeErrors, "ENCOUNTER_NOT_FOUND", "ENCOUNTER_LOCKED"],
  })
    .rest("PATCH /observations/{id}", "Change an observation")
    .meta(withComponents)
    .input(schema.UpdateObservation)
    .output(schema.Observation)
    .mutation(({ ctx, input }) => updateObservation(ctx, input)),

  enterInError: protectedProcedure("clinical:write", {
    describes: describes.enterInError,
    errors: changeErrors,
  })
    .rest("POST /observations/{id}/error", "Mark an observation as entered in error, with a reason", {
      description: "It leaves lists. Its history stays.",
    })
    .input(schema.EnterObservationInError)
    .output(schema.Observation)
    .mutation(({ ctx, input }) => enterObservationInError(ctx, input)),

  ...readHistoryProcedures(observations.history),
});
