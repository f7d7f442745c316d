import { ofPatient } from "@caretype/core/kernel/audit-log/description";
import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { maxInputBytes, withInputBounds } from "@caretype/core/kernel/procedure/input-bounds";
import { pageOfPatient } from "@caretype/core/people/patient/queries";
import { recordProcedures } from "../clinical/record-procedures.ts";
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

/** Many components with long names, in which each character may be an escape of six bytes. */
const withComponents = withInputBounds({ bytes: maxInputBytes, members: 3_000, names: 3_000 });

const records = { ...observations, list: listObservations, find: findObservation };
const bodies = {
  create: createObservation,
  update: updateObservation,
  enterInError: enterObservationInError,
};
const list = "List the observations of a patient, newest first";

export const observationRouter = router({
  ...recordProcedures(records, bodies, {
    answer: schema.Observation,
    create: schema.AddObservation,
    requireNew: newObservation,
    update: schema.UpdateObservation,
    enterInError: schema.EnterObservationInError,
    says: { one: "an observation", list, create: "Add an observation of a patient" },
    bounds: withComponents,
  }),

  list: protectedProcedure("clinical:read", {
    describes: observations.describes.list,
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /observations", list, {
      also: ["GET /patients/{patientId}/observations"],
    })
    .input(schema.ListObservations)
    .output(schema.ObservationPage)
    .query(({ ctx, input }) => pageOfPatient(ctx, input, listObservations)),

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
});
