import { z } from "zod";
import { ActorId, AppointmentId, AssignmentId, MergeId, PatientId } from "../../kernel/field/ids.ts";
import { namedObject } from "../../kernel/field/named-object.ts";
import {
  AuthorName,
  ExpectedVersion,
  fieldNameOf,
  Instant,
  PageInput,
  pageOf,
} from "../../kernel/field/schemas.ts";
import { Patient } from "../patient/schema.ts";
import { comparedFields } from "./rules.ts";

const ComparedField = fieldNameOf(comparedFields);

export const MergePatients = z.strictObject({
  keepId: PatientId.describe("The patient to keep."),
  expectedVersion: ExpectedVersion,
  mergedId: PatientId.describe("The other record of the same person, which is removed."),
  mergedExpectedVersion: ExpectedVersion.describe(
    'The `version` of the other record. `"any"` takes whichever it is at.',
  ),
  take: z
    .array(ComparedField)
    .max(comparedFields.length)
    .optional()
    .describe(
      "The fields that the kept patient takes from the other, even if empty there. By default, the fields that are empty in the kept patient.",
    ),
});
export type MergePatients = z.output<typeof MergePatients>;

export const MergedPatients = namedObject("MergedPatients", "What a merge did.", {
  id: MergeId.describe("The id of the merge, to undo it."),
  patient: Patient.describe("The kept patient after the merge."),
  movedAssignments: z.array(AssignmentId).describe("Assignments moved to the kept patient."),
  removedAssignments: z
    .array(AssignmentId)
    .describe("Assignments removed because the kept patient already has the doctor."),
  movedAppointments: z.array(AppointmentId).describe("Appointments moved to the kept patient."),
  filledFields: z.array(ComparedField).describe("Fields taken over that were empty in the kept patient."),
  replacedFields: z
    .array(ComparedField)
    .describe("Fields taken over that replaced another value, as requested."),
  differingFields: z
    .array(ComparedField)
    .describe(
      "Fields with different values in both. The kept patient's values stay. The other values are in the merged patient's history.",
    ),
});
export type MergedPatients = z.output<typeof MergedPatients>;

export const UnmergePatients = z.strictObject({ mergeId: MergeId });

export const SeparatedPatients = namedObject("SeparatedPatients", "What the undo of a merge did.", {
  id: MergeId,
  kept: Patient.describe("The patient who was kept by the merge, as now."),
  merged: Patient.describe("The other patient, who is restored."),
  fieldsLeft: z
    .array(ComparedField)
    .describe("Fields written by the merge and edited since, which stay unchanged."),
  assignmentsLeft: z
    .array(AssignmentId)
    .describe("Assignments that are not restored, because they or their doctors were removed since."),
  appointmentsLeft: z
    .array(AppointmentId)
    .describe("Appointments that stay, because the kept patient no longer has them."),
});
export type SeparatedPatients = z.output<typeof SeparatedPatients>;

const PatientMerge = namedObject("PatientMerge", "A merge of two patients, and its undo if there was one.", {
  id: MergeId,
  keptId: PatientId.describe("The patient who was kept."),
  mergedId: PatientId.describe("The other patient, who was removed."),
  mergedAt: Instant.describe("When the two were merged, in UTC."),
  mergedBy: ActorId.describe("The account that merged the two. `member.names` has its current name."),
  mergedByName: AuthorName,
  undoneAt: Instant.nullable().describe("When the merge was undone, in UTC. Null if it was not."),
  undoneBy: ActorId.nullable().describe("The account that undid the merge. Null if it was not undone."),
  undoneByName: z
    .string()
    .nullable()
    .describe("The current name of that account. Null if the merge was not undone."),
  keptVersion: z
    .int()
    .nullable()
    .describe("The version of the kept patient that the merge created. Null if it changed no field."),
  removedVersion: z
    .int()
    .describe(
      "The version of the merged patient that records its removal. Undoing the merge creates the next one.",
    ),
  undoneVersion: z
    .int()
    .nullable()
    .describe("The version of the kept patient that the undo created. Null if it changed no field."),
});
export type PatientMerge = z.output<typeof PatientMerge>;

export const PatientMergePage = pageOf(PatientMerge);
export type PatientMergePage = z.output<typeof PatientMergePage>;

export const ListPatientMerges = z.strictObject({ id: PatientId, ...PageInput.shape });
export type ListPatientMerges = z.output<typeof ListPatientMerges>;
