import { Nothing } from "../fields.ts";
import { doctorKind } from "../history/doctor.ts";
import { historyProcedures } from "../history/procedures.ts";
import { permit, router } from "../procedure.ts";
import { rest } from "../rest.ts";
import { isSearch, listDoctors } from "./list-doctors.ts";
import { createDoctor, findDoctor, removeDoctor, updateDoctor } from "./queries.ts";
import { listRemovedDoctors, restoreDoctor } from "./removed-doctors.ts";
import {
  CreateDoctor,
  Doctor,
  DoctorById,
  DoctorPage,
  ListDoctors,
  ListRemovedDoctors,
  RemoveDoctor,
  RemovedDoctorPage,
  RestoreDoctor,
  UpdateDoctor,
} from "./schema.ts";

export const doctorRouter = router({
  list: permit("doctor:read")
    .meta(rest("GET /doctors", "List the shared directory of doctors, newest first"))
    .input(ListDoctors)
    .output(DoctorPage)
    .query(({ ctx, input }) => listDoctors(isSearch(input) ? ctx.searcher() : ctx.db, input)),

  byId: permit("doctor:read")
    .meta(rest("GET /doctors/{id}", "Read one doctor"))
    .input(DoctorById)
    .output(Doctor)
    .query(({ ctx, input }) => findDoctor(ctx.db, input.id)),

  create: permit("doctor:create")
    .meta(rest("POST /doctors", "Add a doctor to the directory", { status: 201 }))
    .input(CreateDoctor)
    .output(Doctor)
    .mutation(({ ctx, input }) => createDoctor(ctx.db, ctx.scope, input)),

  update: permit("doctor:update")
    .meta(rest("PATCH /doctors/{id}", "Change a doctor", { also: ["PUT /doctors/{id}"] }))
    .input(UpdateDoctor)
    .output(Doctor)
    .mutation(({ ctx, input }) => updateDoctor(ctx, input)),

  remove: permit("doctor:remove")
    .meta(
      rest("DELETE /doctors/{id}", "Remove a doctor that is assigned to nobody", {
        status: 204,
        record: Doctor,
      }),
    )
    .input(RemoveDoctor)
    .output(Nothing)
    .mutation(({ ctx, input }) => removeDoctor(ctx.db, ctx.scope, input)),

  removed: permit("doctor:remove")
    .meta(rest("GET /doctors/removed", "List doctors that were removed, the latest first"))
    .input(ListRemovedDoctors)
    .output(RemovedDoctorPage)
    .query(({ ctx, input }) => listRemovedDoctors(ctx.pageReader(input), ctx.scope, input)),

  restore: permit("doctor:remove")
    .meta(rest("POST /doctors/{id}/restore", "Bring a doctor back that was removed"))
    .input(RestoreDoctor)
    .output(Doctor)
    .mutation(({ ctx, input }) => restoreDoctor(ctx, input.id)),

  ...historyProcedures(doctorKind),
});
