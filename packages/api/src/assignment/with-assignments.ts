import { z } from "zod";
import { AssignmentId } from "../field/ids.ts";

// What removals and restorations of patients and doctors say of assignments. Pure: browsers import it for forms.

/** One transaction and one audit entry have to hold them all. */
export const mostUnassigned = 5_000;

/** Of the input of a removal. */
export const unassign = z
  .boolean()
  .default(false)
  .describe(
    `Removes the assignments that stand in the way, too, at most ${mostUnassigned}; restoring the record brings them back. Needs the permission \`assignment:remove\`.`,
  );

/** What a restored record is answered with besides. */
export const restoredTogether = {
  restoredAssignments: z
    .array(AssignmentId)
    .optional()
    .describe(
      "Assignments that were removed together with the record, and are back with it. Left out where there were none.",
    ),
  assignmentsLeft: z
    .array(AssignmentId)
    .optional()
    .describe(
      "Those that were removed together with it and are not back: the other side of each is removed, the two were assigned again, or the caller may not restore assignments. Likewise.",
    ),
};
export type RestoredTogether = z.output<z.ZodObject<typeof restoredTogether>>;
