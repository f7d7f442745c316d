import { Patient } from "../patient/schema.ts";
import { protectedProcedure } from "../procedure/builder.ts";
import { rest } from "../procedure/rest.ts";
import { mergePatients } from "./merge-patients.ts";
import { listMerges } from "./queries.ts";
import {
  ListPatientMerges,
  MergedPatients,
  MergePatients,
  PatientMergePage,
  SeparatedPatients,
  UnmergePatients,
} from "./schema.ts";
import { unmergePatients } from "./unmerge-patients.ts";

/** Of the patients' router. */
export const mergeProcedures = {
  merge: protectedProcedure("patient:merge", {
    describes: { practice: "Merged two patients", patient: "Merged the patient with another one" },
  })
    .meta(rest("POST /patients/{keepId}/merge", "Make two patients one", { record: Patient }))
    .input(MergePatients)
    .output(MergedPatients)
    .mutation(({ ctx, input }) => mergePatients(ctx.db, ctx.scope, input)),

  unmerge: protectedProcedure("patient:merge", {
    describes: {
      practice: "Undid a merge of two patients",
      patient: "Undid a merge of the patient with another one",
    },
  })
    .meta(rest("POST /patients/merges/{mergeId}/undo", "Undo a merge: separate the two patients again"))
    .input(UnmergePatients)
    .output(SeparatedPatients)
    .mutation(({ ctx, input }) => unmergePatients(ctx, input)),

  merges: protectedProcedure("patient:read", {
    describes: {
      practice: "Read whom a patient was merged with",
      patient: "Read whom the patient was merged with",
    },
  })
    .meta(rest("GET /patients/{id}/merges", "List the merges of a patient, newest first"))
    .input(ListPatientMerges)
    .output(PatientMergePage)
    .query(({ ctx, input }) => listMerges(ctx.pageReader(input), ctx.scope, input)),
};
