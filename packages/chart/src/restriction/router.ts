import { ofPatient } from "@caretype/core/kernel/audit-log/description";
import { Nothing } from "@caretype/core/kernel/field/schemas";
import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { pageOfPatient } from "@caretype/core/people/patient/queries";
import { openRestricted } from "./open-restricted.ts";
import {
  createRestriction,
  findRestriction,
  listRestrictions,
  removeRestriction,
  updateRestriction,
} from "./queries.ts";
import * as schema from "./schema.ts";

export const restrictionRouter = router({
  list: protectedProcedure("clinical:read", {
    describes: ofPatient("Listed restrictions of a patient's records"),
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /restrictions", "List the restrictions of a patient's records, newest first", {
      also: ["GET /patients/{patientId}/restrictions"],
      description: "Those of records that you may not read are left out. `isWithheld` says if there are any.",
    })
    .input(schema.ListRestrictions)
    .output(schema.RestrictionPage)
    .query(({ ctx, input }) => pageOfPatient(ctx, input, listRestrictions)),

  byId: protectedProcedure("clinical:read", {
    describes: ofPatient("Read a restriction of a record"),
    errors: ["RESTRICTION_NOT_FOUND"],
  })
    .rest("GET /restrictions/{id}", "Read who may read a restricted record")
    .input(schema.RestrictionById)
    .output(schema.Restriction)
    .query(({ ctx, input }) => findRestriction(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("clinical:restricted", {
    describes: ofPatient("Restricted a record"),
    errors: ["RECORD_NOT_FOUND", "RECORD_RESTRICTED"],
  })
    .rest("POST /restrictions", "Restrict a clinical record to few readers", {
      status: 201,
      description:
        "Its author, the patient's assigned doctors and the named members still see it. Others see that something " +
        "is withheld, and not of which kind. All records of a restricted encounter are restricted.",
    })
    .input(schema.CreateRestriction)
    .output(schema.Restriction)
    .mutation(({ ctx, input }) => createRestriction(ctx.db, ctx.scope, input)),

  update: protectedProcedure("clinical:restricted", {
    describes: ofPatient("Changed who may read a restricted record"),
    errors: ["RESTRICTION_NOT_FOUND", "RECORD_NOT_FOUND", "STALE_VERSION"],
  })
    .rest("PATCH /restrictions/{id}", "Change who may read a restricted record")
    .input(schema.UpdateRestriction)
    .output(schema.Restriction)
    .mutation(({ ctx, input }) => updateRestriction(ctx, input)),

  remove: protectedProcedure("clinical:restricted", {
    describes: { practice: "Lifted a restriction", patient: "Lifted a restriction of the patient's record" },
    errors: ["RESTRICTION_NOT_FOUND", "STALE_VERSION"],
  })
    .rest("DELETE /restrictions/{id}", "Lift the restriction of a record", {
      status: 204,
      record: schema.Restriction,
    })
    .input(schema.RemoveRestriction)
    .output(Nothing)
    .mutation(({ ctx, input }) => removeRestriction(ctx, input)),

  open: protectedProcedure("clinical:restricted", {
    describes: ofPatient("Opened a patient's restricted records"),
    errors: ["PATIENT_NOT_FOUND", "NOTHING_WITHHELD"],
  })
    .rest("POST /patients/{patientId}/restricted-access", "Read restricted records for half an hour", {
      status: 201,
      description: "With a reason. The practice's owners are notified and get an email.",
    })
    .input(schema.OpenRestricted)
    .output(schema.OpenedRecords)
    .mutation(({ ctx, input }) => openRestricted({ ...ctx, services: ctx.services }, input)),
});
