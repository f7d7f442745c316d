import { z } from "zod";
import { ActorId, AppointmentId, AssignmentId, MergeId, PatientId, WaitlistEntryId } from "../field/ids.ts";
import { ExpectedVersion, fieldNameOf, Instant, PageInput, pageOf } from "../field/schemas.ts";
import { Patient } from "../patient/schema.ts";
import { comparedFields } from "./rules.ts";

const ComparedField = fieldNameOf(comparedFields);

export const MergePatients = z.strictObject({
  keepId: PatientId.describe("The patient to keep."),
  expectedVersion: ExpectedVersion,
  /** The other record of the same person, which is removed. */
  mergedId: PatientId,
  mergedExpectedVersion: ExpectedVersion,
  take: z
    .array(ComparedField)
    .max(comparedFields.length)
    .optional()
    .describe(
      "The fields that the kept patient takes from the other, even if empty there. By default, the fields that are empty in the kept patient.",
    ),
});
export type MergePatients = z.output<typeof MergePatients>;

export const MergedPatients = z
  .object({
    /** The id of the merge, to undo it. */
    id: MergeId,
    /** The kept patient after the merge. */
    patient: Patient,
    /** Assignments moved to the kept patient. */
    movedAssignments: z.array(AssignmentId),
    /** Assignments removed because the kept patient already has the doctor. */
    removedAssignments: z.array(AssignmentId),
    /** Appointments moved to the kept patient. */
    movedAppointments: z.array(AppointmentId),
    /** Fields taken over that were empty in the kept patient. */
    filledFields: z.array(ComparedField),
    /** Fields taken over that replaced another value, as requested. */
    replacedFields: z.array(ComparedField),
    differingFields: z
      .array(ComparedField)
      .describe(
        "Fields with different values in both. The kept patient's values stay. The other values are in the merged patient's history.",
      ),
  })
  .meta({ id: "MergedPatients" });
export type MergedPatients = z.output<typeof MergedPatients>;

export const UnmergePatients = z.strictObject({ mergeId: MergeId });

export const SeparatedPatients = z
  .object({
    id: MergeId,
    kept: Patient,
    merged: Patient,
    /** Fields written by the merge and edited since, which stay unchanged. */
    fieldsLeft: z.array(ComparedField),
    /** Assignments that are not restored, because they or their doctors were removed since. */
    assignmentsLeft: z.array(AssignmentId),
    /** Appointments that stay, because the kept patient no longer has them. */
    appointmentsLeft: z.array(AppointmentId),
  })
  .meta({ id: "SeparatedPatients" });
export type SeparatedPatients = z.output<typeof SeparatedPatients>;

const PatientMerge = z
  .object({
    id: MergeId,
    keptId: PatientId,
    mergedId: PatientId,
    mergedAt: Instant,
    mergedBy: ActorId,
    mergedByName: z.string().nullable(),
    undoneAt: Instant.nullable(),
    undoneBy: ActorId.nullable(),
    undoneByName: z.string().nullable(),
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
  })
  .meta({ id: "PatientMerge" });
export type PatientMerge = z.output<typeof PatientMerge>;

export const PatientMergePage = pageOf(PatientMerge);
export type PatientMergePage = z.output<typeof PatientMergePage>;

export const ListPatientMerges = z.strictObject({ id: PatientId, ...PageInput.shape });
export type ListPatientMerges = z.output<typeof ListPatientMerges>;

/** What a merge moved, stored for its undo. Contains no patient data except identifiers. */
export const Moved = z.object({
  assignments: z.array(AssignmentId),
  removedAssignments: z.array(AssignmentId),
  appointments: z.array(AppointmentId).default([]),
  waitlist: z.array(WaitlistEntryId).default([]),
  filled: z.array(z.enum(comparedFields)),
  /** Fields that replaced another value. */
  replaced: z.array(z.enum(comparedFields)).default([]),
  externalIds: z.array(z.object({ system: z.string(), value: z.string() })),
  /** The kept patient's version after the merge, and the merged patient's last version. */
  keptVersion: z.int(),
  mergedVersion: z.int(),
  /** The kept patient's version that the undo created. */
  undoneVersion: z.int().nullable().default(null),
});
export type Moved = z.output<typeof Moved>;
