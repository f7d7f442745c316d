import { z } from "zod";
import { ofPatient } from "../../kernel/audit-log/description.ts";
import { Nothing } from "../../kernel/field/schemas.ts";
import { protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { internal } from "../../kernel/procedure/rest.ts";
import { historyProcedures } from "../../mechanisms/history/procedures.ts";
import { findAssignmentOrCareTeam } from "./find-care-team.ts";
import { assignmentKind } from "./history.ts";
import { listDoctorsOfPatients } from "./list-doctors-of-patients.ts";
import {
  createAssignment,
  findAssignment,
  listAssignments,
  listAssignmentsOfPatient,
  removeAssignment,
  removeAssignmentPair,
  updateAssignment,
} from "./queries.ts";
import { listRemovedAssignments, restoreAssignment } from "./removed-assignments.ts";
import * as schema from "./schema.ts";

export const assignmentRouter = router({
  list: protectedProcedure("assignment:read", {
    describes: {
      practice: "Listed assignments",
      patient: "Saw the patient in a list of assignments",
    },
  })
    .rest("GET /mappings", "List the practice's assignments, newest first")
    .input(schema.ListAssignments)
    .output(schema.AssignmentPage)
    .query(({ ctx, input }) => listAssignments(ctx.pageReader(input), ctx.scope, input)),

  listForPatient: protectedProcedure("assignment:read", {
    describes: ofPatient("Read a patient's assignments"),
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /mappings/patient/{patientId}", "List a patient's assignments, newest first")
    .input(schema.ListPatientAssignments)
    .output(schema.AssignmentPage)
    .query(({ ctx, input }) => listAssignmentsOfPatient(ctx.pageReader(input), ctx.scope, input)),

  byId: protectedProcedure("assignment:read", {
    describes: ofPatient("Read an assignment"),
    errors: ["ASSIGNMENT_NOT_FOUND"],
  })
    .meta(
      internal(
        "assignment.lookup serves GET /mappings/{id}, as it also accepts a patient's id",
        "Read one assignment",
      ),
    )
    .input(schema.AssignmentById)
    .output(schema.Assignment)
    .query(({ ctx, input }) => findAssignment(ctx.db, ctx.scope, input.id)),

  doctorsOfPatients: protectedProcedure("assignment:read", {
    describes: { practice: "Listed patients' doctors", patient: "Saw the patient's doctors in a list" },
  })
    .rest("GET /mappings/doctors", "List the doctors of several patients", {
      description: "Omits ids of no patient, and patients without a doctor.",
    })
    .input(schema.ListDoctorsOfPatients)
    .output(schema.DoctorsOfPatientPage)
    .query(({ ctx, input }) =>
      listDoctorsOfPatients(ctx.pageReader({ limit: input.patientIds.length }), ctx.scope, input.patientIds),
    ),

  lookup: protectedProcedure("assignment:read", {
    describes: ofPatient("Read an assignment"),
    errors: ["PATIENT_NOT_FOUND", "ASSIGNMENT_NOT_FOUND"],
  })
    .rest("GET /mappings/{id}", "Read an assignment, or a patient's care team")
    .input(schema.AssignmentOrPatientId)
    .output(z.union([schema.Assignment, schema.CareTeam]))
    .query(({ ctx, input }) => findAssignmentOrCareTeam(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("assignment:create", {
    describes: ofPatient("Assigned a doctor to a patient"),
    errors: ["PATIENT_OR_DOCTOR_NOT_FOUND", "ALREADY_ASSIGNED"],
  })
    .rest("POST /mappings", "Assign a doctor to a patient", { status: 201 })
    .input(schema.CreateAssignment)
    .output(schema.Assignment)
    .mutation(({ ctx, input }) => createAssignment(ctx.db, ctx.scope, input)),

  update: protectedProcedure("assignment:update", {
    describes: ofPatient("Changed an assignment"),
    errors: ["ASSIGNMENT_NOT_FOUND", "STALE_VERSION"],
  })
    .rest("PATCH /mappings/{id}", "Change an assignment's reason", { also: ["PUT /mappings/{id}"] })
    .input(schema.UpdateAssignment)
    .output(schema.Assignment)
    .mutation(({ ctx, input }) => updateAssignment(ctx, input)),

  remove: protectedProcedure("assignment:remove", {
    describes: ofPatient("Removed an assignment"),
    errors: ["ASSIGNMENT_NOT_FOUND", "STALE_VERSION"],
  })
    .rest("DELETE /mappings/{id}", "Remove an assignment", {
      also: ["DELETE /mappings/{id}/delete"],
      status: 204,
      record: schema.Assignment,
    })
    .input(schema.RemoveAssignment)
    .output(Nothing)
    .mutation(({ ctx, input }) => removeAssignment(ctx, input)),

  removed: protectedProcedure("assignment:remove", {
    describes: {
      practice: "Listed removed assignments",
      patient: "Listed removed assignments, of the patient or with one of the patient",
    },
  })
    .rest("GET /mappings/removed", "List removed assignments, most recently removed first")
    .input(schema.ListRemovedAssignments)
    .output(schema.RemovedAssignmentPage)
    .query(({ ctx, input }) => listRemovedAssignments(ctx.pageReader(input), ctx.scope, input)),

  restore: protectedProcedure("assignment:remove", {
    describes: ofPatient("Restored a removed assignment"),
    errors: ["ASSIGNMENT_NOT_FOUND", "RESTORE_BLOCKED"],
  })
    .rest("POST /mappings/{id}/restore", "Restore a removed assignment")
    .input(schema.RestoreAssignment)
    .output(schema.Assignment)
    .mutation(({ ctx, input }) => restoreAssignment(ctx, input.id)),

  removePair: protectedProcedure("assignment:remove", {
    describes: ofPatient("Removed an assignment"),
    errors: ["ASSIGNMENT_NOT_FOUND", "STALE_VERSION"],
  })
    .rest("DELETE /mappings/{patientId}/{doctorId}", "Remove a doctor from a patient", {
      status: 204,
      record: schema.Assignment,
    })
    .input(schema.RemoveAssignmentPair)
    .output(Nothing)
    .mutation(({ ctx, input }) => removeAssignmentPair(ctx, input)),

  ...historyProcedures(assignmentKind),
});
