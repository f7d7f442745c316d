import { z } from "zod";
import { MovedRecords } from "../../chart/clinical/patient-records.ts";
import { AllergyId, AppointmentId, AssignmentId, WaitlistEntryId } from "../../kernel/field/ids.ts";
import { comparedFields } from "./rules.ts";

/** What a merge moved, stored for its undo. Contains no patient data except identifiers. */
export const Moved = z.object({
  assignments: z.array(AssignmentId),
  removedAssignments: z.array(AssignmentId),
  appointments: z.array(AppointmentId).default([]),
  waitlist: z.array(WaitlistEntryId).default([]),
  equalWishes: z.array(WaitlistEntryId).default([]),
  records: MovedRecords.default({}),
  /** Statements that no allergy is known, which the merge ended. */
  endedStatements: z.array(AllergyId).default([]),
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
