import { z } from "zod";
import { ActorId, ExpectedVersion, Id, Instant, PageInput, pageOf } from "../fields.ts";
import { fillableFields } from "./merge-rules.ts";
import { Patient } from "./schema.ts";

export const MergePatients = z.strictObject({
  /** Who stays, and the version that was seen. */
  keepId: Id,
  expectedVersion: ExpectedVersion,
  /** Who turned out to be the same person, and is removed; likewise. */
  mergeId: Id,
  mergeExpectedVersion: ExpectedVersion,
});
export type MergePatients = z.output<typeof MergePatients>;

export const MergedPatients = z
  .object({
    /** Of the merge, to undo it. */
    id: Id,
    /** Who stays, as they are now. */
    patient: Patient,
    /** Assignments of the other that are the kept one's now. */
    movedAssignments: z.array(Id),
    /** Assignments of the other to doctors whom the kept one has already: they were removed. */
    removedAssignments: z.array(Id),
    /** What the kept one had nothing in, and has from the other now. */
    filledFields: z.array(z.enum(fillableFields)),
  })
  .meta({ id: "MergedPatients" });
export type MergedPatients = z.output<typeof MergedPatients>;

export const UnmergePatients = z.strictObject({ mergeId: Id });

export const PartedPatients = z
  .object({
    id: Id,
    kept: Patient,
    merged: Patient,
    /** Filled by the merge and edited since: they stay as they are. */
    fieldsLeft: z.array(z.enum(fillableFields)),
    /** Removed since the merge, or their doctor is: they are not brought back. */
    assignmentsLeft: z.array(Id),
  })
  .meta({ id: "PartedPatients" });
export type PartedPatients = z.output<typeof PartedPatients>;

const PatientMerge = z
  .object({
    id: Id,
    keptId: Id,
    mergedId: Id,
    mergedAt: Instant,
    mergedBy: ActorId,
    undoneAt: Instant.nullable(),
    undoneBy: ActorId.nullable(),
  })
  .meta({ id: "PatientMerge" });

export const PatientMergePage = pageOf(PatientMerge);
export type PatientMergePage = z.output<typeof PatientMergePage>;

export const ListPatientMerges = z.strictObject({ id: Id, ...PageInput.shape });
export type ListPatientMerges = z.output<typeof ListPatientMerges>;

/** What a merge has moved, as it is kept to part the two again. It says nothing of what a record says but identifiers. */
export const Moved = z.object({
  assignments: z.array(Id),
  removedAssignments: z.array(Id),
  filled: z.array(z.enum(fillableFields)),
  externalIds: z.array(z.object({ system: z.string(), value: z.string() })),
});
export type Moved = z.output<typeof Moved>;
