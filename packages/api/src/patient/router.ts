import { listAssignmentsOfPatient } from "../assignment/queries.ts";
import { DoctorPage } from "../doctor/schema.ts";
import { Nothing } from "../fields.ts";
import { permit, router } from "../procedure.ts";
import { rest } from "../rest.ts";
import { isSearch, listPatients } from "./list-patients.ts";
import { createPatient, findPatient, removePatient, updatePatient } from "./queries.ts";
import {
  CreatePatient,
  ListPatientDoctors,
  ListPatients,
  Patient,
  PatientById,
  PatientPage,
  RemovePatient,
  UpdatePatient,
} from "./schema.ts";

export const patientRouter = router({
  list: permit("patient:read")
    .meta(rest("GET /patients", "List the practice's patients, newest first"))
    .input(ListPatients)
    .output(PatientPage)
    .query(({ ctx, input }) => listPatients(isSearch(input) ? ctx.searcher() : ctx.db, ctx.scope, input)),

  byId: permit("patient:read")
    .meta(rest("GET /patients/{id}", "Read one patient"))
    .input(PatientById)
    .output(Patient)
    .query(({ ctx, input }) => findPatient(ctx.db, ctx.scope, input.id)),

  create: permit("patient:create")
    .meta(rest("POST /patients", "Add a patient to the practice", { status: 201 }))
    .input(CreatePatient)
    .output(Patient)
    .mutation(({ ctx, input }) => createPatient(ctx.db, ctx.scope, input)),

  update: permit("patient:update")
    .meta(rest("PATCH /patients/{id}", "Change a patient", { also: ["PUT /patients/{id}"] }))
    .input(UpdatePatient)
    .output(Patient)
    .mutation(({ ctx, input }) => updatePatient(ctx.db, ctx.scope, input)),

  remove: permit("patient:remove")
    .meta(rest("DELETE /patients/{id}", "Remove a patient that no doctor is assigned to", { status: 204 }))
    .input(RemovePatient)
    .output(Nothing)
    .mutation(({ ctx, input }) => removePatient(ctx.db, ctx.scope, input)),

  doctors: permit("assignment:read")
    .meta(rest("GET /patients/{id}/doctors", "List the doctors assigned to a patient, newest first"))
    .input(ListPatientDoctors)
    .output(DoctorPage)
    .query(async ({ ctx, input: { id, ...page } }) => {
      const { items, nextCursor } = await listAssignmentsOfPatient(ctx.db, ctx.scope, {
        patientId: id,
        ...page,
      });
      return { items: items.map(({ doctor }) => doctor), nextCursor };
    }),
});
