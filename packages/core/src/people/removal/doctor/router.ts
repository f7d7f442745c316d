import { ofPatient } from "../../../kernel/audit-log/description.ts";
import { Nothing } from "../../../kernel/field/schemas.ts";
import { protectedProcedure, router } from "../../../kernel/procedure/builder.ts";
import { doctorProcedures } from "../../doctor/procedures.ts";
import * as schema from "../../doctor/schema.ts";
import { listRemovedDoctors, removeDoctor, restoreDoctor } from "./removal.ts";

/** All procedures on doctors. Here, because a removal checks assignments and appointments. */
export const doctorRouter = router({
  ...doctorProcedures,

  remove: protectedProcedure("doctor:remove", {
    describes: ofPatient("Removed a doctor"),
    errors: [
      ...schema.directoryRefusals,
      "DOCTOR_NOT_FOUND",
      "DOCTOR_HAS_ASSIGNMENTS",
      "DOCTOR_HAS_APPOINTMENTS",
      "STALE_VERSION",
    ],
  })
    .rest("DELETE /doctors/{id}", "Remove a doctor, and optionally the practice's assignments", {
      status: 204,
      record: schema.Doctor,
    })
    .input(schema.RemoveDoctor)
    .output(Nothing)
    .mutation(({ ctx, input }) => removeDoctor(ctx, input)),

  removed: protectedProcedure("doctor:remove", { describes: "Listed removed doctors" })
    .rest("GET /doctors/removed", "List removed doctors, most recently removed first")
    .input(schema.ListRemovedDoctors)
    .output(schema.RemovedDoctorPage)
    .query(({ ctx, input }) => listRemovedDoctors(ctx.pageReader(input), ctx.scope, input)),

  restore: protectedProcedure("doctor:remove", {
    describes: ofPatient("Restored a removed doctor"),
    errors: [...schema.directoryRefusals, "DOCTOR_NOT_FOUND", "RESTORE_BLOCKED", ...schema.takenKeys],
  })
    .rest("POST /doctors/{id}/restore", "Restore a removed doctor")
    .input(schema.RestoreDoctor)
    .output(schema.RestoredDoctor)
    .mutation(({ ctx, input }) => restoreDoctor(ctx, input.id)),
});
