import { ofPatient } from "../../kernel/audit-log/description.ts";
import { protectedProcedure } from "../../kernel/procedure/builder.ts";
import { redirectMails } from "../../mechanisms/mail/recipients.ts";
import { Patient } from "../patient/schema.ts";
import { mergePatients } from "./merge-patients.ts";
import { listMerges } from "./queries.ts";
import * as schema from "./schema.ts";
import { unmergePatients } from "./unmerge-patients.ts";

/** Part of the patient router. */
export const mergeProcedures = {
  merge: protectedProcedure("patient:merge", {
    describes: { practice: "Merged two patients", patient: "Merged the patient with another" },
    errors: ["PATIENT_NOT_FOUND", "APPOINTMENTS_OVERLAP", "PATIENT_HAS_RECORDS", "STALE_VERSION"],
  })
    .rest("POST /patients/{keepId}/merge", "Merge two patients", { record: Patient })
    .input(schema.MergePatients)
    .output(schema.MergedPatients)
    .mutation(async ({ ctx, input }) => {
      const merged = await mergePatients(ctx.db, ctx.scope, input);
      await redirectMails(ctx, input.keepId);
      return merged;
    }),

  unmerge: protectedProcedure("patient:merge", {
    describes: {
      practice: "Undid a merge of two patients",
      patient: "Undid a merge of the patient with another",
    },
    errors: [
      "PATIENT_NOT_FOUND",
      "RESTORE_BLOCKED",
      "MERGE_NOT_FOUND",
      "MERGE_ALREADY_UNDONE",
      "MERGE_BLOCKED",
    ],
  })
    .rest("POST /patients/merges/{mergeId}/undo", "Undo a merge of two patients")
    .input(schema.UnmergePatients)
    .output(schema.SeparatedPatients)
    .mutation(async ({ ctx, input }) => {
      const separated = await unmergePatients(ctx, input);
      for (const { id } of [separated.kept, separated.merged]) await redirectMails(ctx, id);
      return separated;
    }),

  merges: protectedProcedure("patient:read", {
    describes: ofPatient("Listed the merges of a patient"),
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /patients/{id}/merges", "List the merges of a patient, newest first")
    .input(schema.ListPatientMerges)
    .output(schema.PatientMergePage)
    .query(({ ctx, input }) => listMerges(ctx.pageReader(input), ctx.scope, input)),
};
