import { z } from "zod";
import { AppointmentId, AssignmentId } from "../../kernel/field/ids.ts";
import { MovedOtherRows } from "../other-rows.ts";
import { comparedFields } from "./rules.ts";

/** What a merge moved, with each module's data for the undo. Contains no patient data except identifiers. */
export const Moved = z.looseObject({
  assignments: z.array(AssignmentId),
  removedAssignments: z.array(AssignmentId),
  appointments: z.array(AppointmentId).default([]),
  otherRows: MovedOtherRows,
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
