import { z } from "zod";
import { AssignmentId } from "../../kernel/field/ids.ts";

// Fields about assignments in removals and restorations. Keep it pure: browsers import it for forms.

/** The maximum that fits into one transaction and one audit entry. */
export const maxUnassigned = 5_000;

/** An input field of removals. */
export const unassign = z
  .boolean()
  .default(false)
  .describe(
    `Also removes the record's assignments, at most ${maxUnassigned}. Restoring the record restores them. Requires the permission \`assignment:remove\`.`,
  );

export const restoredTogether = {
  restoredAssignments: z
    .array(AssignmentId)
    .optional()
    .describe(
      "Assignments that were removed together with the record and are restored. Omitted if there were none.",
    ),
  assignmentsLeft: z
    .array(AssignmentId)
    .optional()
    .describe(
      "Assignments that were removed together with the record and are not restored: the other person is removed, the two were assigned again, or the caller may not restore assignments. Omitted if there were none.",
    ),
};
export type RestoredTogether = z.output<z.ZodObject<typeof restoredTogether>>;
