import { ofPatient } from "../../kernel/audit-log/description.ts";
import { protectedProcedure } from "../../kernel/procedure/builder.ts";
import { recordWithHistory } from "../../kernel/procedure/input-bounds.ts";
import { historyProcedures } from "../../mechanisms/history/procedures.ts";
import { countPatients } from "./count-patients.ts";
import { findDuplicatesOf, refuseDuplicates, serializeRefusals } from "./duplicate/find-duplicates.ts";
import { listPatientPairs } from "./duplicate/list-pairs.ts";
import { distinctProcedures } from "./duplicate/procedures.ts";
import { comparedAtOnce, ListPatientPairs, PatientPairPage } from "./duplicate/schema.ts";
import { patientKind } from "./history.ts";
import { listFormerNames } from "./list-former-names.ts";
import { listIdentifiers } from "./list-identifiers.ts";
import { listPatients } from "./list-patients.ts";
import { createPatient, findPatient, updatePatient } from "./queries.ts";
import * as schema from "./schema.ts";

/** Part of the patient router. */
export const patientProcedures = {
  list: protectedProcedure("patient:read", {
    describes: { practice: "Listed patients", patient: "Saw the patient in a list" },
  })
    .rest("GET /patients", "List the practice's patients, newest first")
    .input(schema.ListPatients)
    .output(schema.PatientPage)
    .query(({ ctx, input }) => listPatients(ctx, input)),

  count: protectedProcedure("patient:read", { describes: "Viewed the number of patients", cost: 3 })
    .rest("GET /patients/count", "Count the practice's patients, all or those of a search or filter", {
      description:
        "A search or filter is counted up to 10,000. In a practice with very many patients, other numbers may be up to a minute old.",
    })
    .input(schema.CountPatients)
    .output(schema.PatientCount)
    .query(({ ctx, input }) => countPatients(ctx, input)),

  byId: protectedProcedure("patient:read", {
    describes: ofPatient("Read a patient's record"),
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /patients/{id}", "Read one patient")
    .input(schema.PatientById)
    .output(schema.Patient)
    .query(({ ctx, input }) => findPatient(ctx.db, ctx.scope, input.id)),

  identifiers: protectedProcedure("patient:read", {
    describes: ofPatient("Read a patient's identifiers"),
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /patients/{id}/identifiers", "List a patient's identifiers in other systems")
    .input(schema.PatientById)
    .output(schema.IdentifierPage)
    .query(({ ctx, input }) => listIdentifiers(ctx.db, ctx.scope, input.id)),

  formerNames: protectedProcedure("patient:read", {
    describes: ofPatient("Read a patient's former names"),
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /patients/{id}/former-names", "List the names that a patient had, the latest first", {
      description: "Those of patients who were merged into this one are among them.",
    })
    .input(schema.PatientById)
    .output(schema.FormerNamePage)
    .query(({ ctx, input }) => listFormerNames(ctx.db, ctx.scope, input.id)),

  duplicates: protectedProcedure("patient:read", {
    describes: {
      practice: "Looked for possible duplicates of a patient",
      patient: "Saw the patient among possible duplicates",
    },
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /patients/{id}/duplicates", "List possible duplicates of a patient, most likely first")
    .input(schema.PatientById)
    .output(schema.PossibleDuplicatePage)
    .query(({ ctx, input }) => findDuplicatesOf(ctx.searcher(), ctx.scope, input.id)),

  possibleDuplicates: protectedProcedure("patient:read", {
    describes: {
      practice: "Looked for possible duplicates in the practice",
      patient: "Saw the patient among possible duplicates",
    },
    cost: 20,
  })
    .rest("GET /patients/duplicates", "List pairs of patients who may be the same person", {
      description: `Each page compares ${comparedAtOnce} patients with all older ones, newest first. A page may have few pairs, or none, and still have a next page.`,
    })
    .input(ListPatientPairs)
    .output(PatientPairPage)
    .query(({ ctx, input }) => listPatientPairs(ctx.searcher(), ctx.scope, input)),

  create: protectedProcedure("patient:create", {
    describes: ofPatient("Added a patient"),
    errors: ["POSSIBLE_DUPLICATE"],
    serializeBy: serializeRefusals,
  })
    .rest("POST /patients", "Add a patient to the practice", { status: 201 })
    .meta(recordWithHistory)
    .input(schema.CreatePatient)
    .output(schema.Patient)
    .mutation(async ({ ctx, input: { onDuplicates, ...input } }) => {
      if (onDuplicates === "refuse") await refuseDuplicates(ctx.db, ctx.scope, input);
      return createPatient(ctx.db, ctx.scope, input);
    }),

  update: protectedProcedure("patient:update", {
    describes: ofPatient("Changed a patient's record"),
    errors: ["PATIENT_NOT_FOUND", "STALE_VERSION"],
  })
    .rest("PATCH /patients/{id}", "Change a patient", { also: ["PUT /patients/{id}"] })
    .meta(recordWithHistory)
    .input(schema.UpdatePatient)
    .output(schema.Patient)
    .mutation(({ ctx, input }) => updatePatient(ctx, input)),

  ...distinctProcedures,
  ...historyProcedures(patientKind),
};
