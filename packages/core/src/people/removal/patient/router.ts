import { ofPatient } from "../../../kernel/audit-log/description.ts";
import { Nothing } from "../../../kernel/field/schemas.ts";
import { protectedProcedure, router } from "../../../kernel/procedure/builder.ts";
import { doctorsOfPatient } from "../../assignment/procedures.ts";
import { mergeProcedures } from "../../merge/procedures.ts";
import { patientProcedures } from "../../patient/procedures.ts";
import * as schema from "../../patient/schema.ts";
import { listRemovedPatients, removePatient, restorePatient } from "./removal.ts";

/** All procedures on patients. Here, because removals and merges check appointments and charts. */
export const patientRouter = router({
  ...patientProcedures,

  remove: protectedProcedure("patient:remove", {
    describes: ofPatient("Removed a patient"),
    errors: [
      "PATIENT_NOT_FOUND",
      "PATIENT_HAS_ASSIGNMENTS",
      "PATIENT_HAS_APPOINTMENTS",
      "PATIENT_HAS_RECORDS",
      "STALE_VERSION",
    ],
  })
    .rest("DELETE /patients/{id}", "Remove a patient, and optionally their assignments", {
      status: 204,
      record: schema.Patient,
    })
    .input(schema.RemovePatient)
    .output(Nothing)
    .mutation(({ ctx, input }) => removePatient(ctx, input)),

  removed: protectedProcedure("patient:remove", {
    describes: {
      practice: "Listed removed patients",
      patient: "Saw the patient in the list of removed patients",
    },
  })
    .rest("GET /patients/removed", "List removed patients, most recently removed first")
    .input(schema.ListRemovedPatients)
    .output(schema.RemovedPatientPage)
    .query(({ ctx, input }) => listRemovedPatients(ctx.pageReader(input), ctx.scope, input)),

  restore: protectedProcedure("patient:remove", {
    describes: { practice: "Restored a removed patient", patient: "Restored the removed patient" },
    errors: ["PATIENT_NOT_FOUND", "RESTORE_BLOCKED"],
  })
    .rest("POST /patients/{id}/restore", "Restore a removed patient")
    .input(schema.RestorePatient)
    .output(schema.RestoredPatient)
    .mutation(({ ctx, input }) => restorePatient(ctx, input.id)),

  doctors: doctorsOfPatient,
  ...mergeProcedures,
});
