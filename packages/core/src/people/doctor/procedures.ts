import { noSubjects, protectedProcedure } from "../../kernel/procedure/builder.ts";
import { historyProcedures } from "../../mechanisms/history/procedures.ts";
import { doctorKind } from "./history.ts";
import { isSearch, listDoctors } from "./list-doctors.ts";
import { listSpecializations } from "./list-specializations.ts";
import { createDoctor, findDoctor, readDoctorRights, updateDoctor } from "./queries.ts";
import * as schema from "./schema.ts";

/** Part of the doctor router. */
export const doctorProcedures = {
  list: protectedProcedure("doctor:read", { describes: "Listed doctors" })
    .rest("GET /doctors", "List the shared directory of doctors, newest first")
    .input(schema.ListDoctors)
    .output(schema.DoctorPage)
    .query(({ ctx, input }) => listDoctors(isSearch(input) ? ctx.searcher() : ctx.pageReader(input), input)),

  byId: protectedProcedure("doctor:read", {
    describes: "Read a doctor's record",
    errors: ["DOCTOR_NOT_FOUND"],
  })
    .rest("GET /doctors/{id}", "Read one doctor")
    .input(schema.DoctorById)
    .output(schema.Doctor)
    .query(({ ctx, input }) => findDoctor(ctx.db, input.id)),

  specializations: protectedProcedure("doctor:read", { describes: "Listed specializations" })
    .rest("GET /doctors/specializations", "List specializations, most used first", {
      description:
        "Lists the specializations of all doctors with a patient in the practice, then the first 200 others of the directory in alphabetical order.",
    })
    .meta(noSubjects("it names no doctor"))
    .input(schema.ListSpecializations)
    .output(schema.SpecializationPage)
    .query(({ ctx }) => listSpecializations(ctx.searcher(), ctx.scope)),

  mayChange: protectedProcedure("doctor:read", {
    describes: "Checked whether they may change a doctor's record",
    errors: ["DOCTOR_NOT_FOUND"],
  })
    .rest("GET /doctors/may-change", "Check whether the caller may add a doctor, or change this one", {
      description:
        "Checks the rules of the shared directory, not the permissions of the role. Entries of other practices are protected.",
    })
    .input(schema.MayChangeDoctor)
    .output(schema.DoctorRights)
    .query(({ ctx, input }) => readDoctorRights(ctx, input.id)),

  create: protectedProcedure("doctor:create", {
    describes: "Added a doctor",
    errors: ["VERIFIED_EMAIL_REQUIRED", ...schema.takenKeys],
  })
    .rest("POST /doctors", "Add a doctor to the directory", { status: 201 })
    .input(schema.CreateDoctor)
    .output(schema.Doctor)
    .mutation(({ ctx, input }) => createDoctor(ctx, input)),

  update: protectedProcedure("doctor:update", {
    describes: "Changed a doctor's record",
    errors: [...schema.directoryRefusals, "DOCTOR_NOT_FOUND", ...schema.takenKeys, "STALE_VERSION"],
  })
    .rest("PATCH /doctors/{id}", "Change a doctor", { also: ["PUT /doctors/{id}"] })
    .input(schema.UpdateDoctor)
    .output(schema.Doctor)
    .mutation(({ ctx, input }) => updateDoctor(ctx, input)),

  ...historyProcedures(doctorKind),
};
