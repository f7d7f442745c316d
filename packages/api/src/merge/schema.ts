import { z } from "zod";
import { ActorId, AssignmentId, MergeId, PatientId } from "../field/ids.ts";
import { ExpectedVersion, fieldNameOf, Instant, PageInput, pageOf } from "../field/schemas.ts";
import { Patient } from "../patient/schema.ts";
import { comparedFields } from "./rules.ts";

const ComparedField = fieldNameOf(comparedFields);

export const MergePatients = z.strictObject({
  keepId: PatientId.describe("Who stays."),
  expectedVersion: ExpectedVersion,
  /** Who turned out to be the same person, and is removed; likewise. */
  mergedId: PatientId,
  mergedExpectedVersion: ExpectedVersion,
  take: z
    .array(ComparedField)
    .max(comparedFields.length)
    .optional()
    .describe(
      "The fields that the one who stays gets from the other, also where that one has nothing in them. Left out: those in which the one who stays has nothing.",
    ),
});
export type MergePatients = z.output<typeof MergePatients>;

export const MergedPatients = z
  .object({
    /** Of the merge, to undo it. */
    id: MergeId,
    /** Who stays, as they are now. */
    patient: Patient,
    /** Assignments of the other that are the kept one's now. */
    movedAssignments: z.array(AssignmentId),
    /** Assignments of the other to doctors whom the kept one has already: they were removed. */
    removedAssignments: z.array(AssignmentId),
    /** What the kept one had nothing in, and has from the other now. */
    filledFields: z.array(ComparedField),
    /** What the kept one had something else in, and has from the other now, as it was asked for. */
    replacedFields: z.array(ComparedField),
    differingFields: z
      .array(ComparedField)
      .describe(
        "What both had, each something else: the kept one's stays, and the other's is in the other's history.",
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
    /** Filled or replaced by the merge and edited since: they stay as they are. */
    fieldsLeft: z.array(ComparedField),
    /** Removed since the merge, or their doctor is: they are not brought back. */
    assignmentsLeft: z.array(AssignmentId),
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
      .describe(
        "The version of the one who stays that the merge has made; null where it changed none of its fields.",
      ),
    removedVersion: z
      .int()
      .describe(
        "The version of the other one that says that it is gone; undoing the merge makes the next one.",
      ),
    undoneVersion: z.int().nullable().describe("The one that undoing it has made; likewise."),
  })
  .meta({ id: "PatientMerge" });
export type PatientMerge = z.output<typeof PatientMerge>;

export const PatientMergePage = pageOf(PatientMerge);
export type PatientMergePage = z.output<typeof PatientMergePage>;

export const ListPatientMerges = z.strictObject({ id: PatientId, ...PageInput.shape });
export type ListPatientMerges = z.output<typeof ListPatientMerges>;

/** What a merge has moved, as it is kept to separate the two again. It says nothing of what a record says but identifiers. */
export const Moved = z.object({
  assignments: z.array(AssignmentId),
  removedAssignments: z.array(AssignmentId),
  filled: z.array(z.enum(comparedFields)),
  /** Those that were taken from the other in the place of something else. */
  replaced: z.array(z.enum(comparedFields)).default([]),
  externalIds: z.array(z.object({ system: z.string(), value: z.string() })),
  /** The one that the kept one has by the merge, and the last one of the other. */
  keptVersion: z.int(),
  mergedVersion: z.int(),
  /** The version of the kept one that undoing it has made. */
  undoneVersion: z.int().nullable().default(null),
});
export type Moved = z.output<typeof Moved>;
