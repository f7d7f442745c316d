import { type Assignment, isErrorOf } from "@caretype/client";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { invalidateAssignments } from "../../../records/assignment/provisional-assignment.ts";
import { texts as careTeamTexts } from "../../../records/care-team/texts.en.ts";
import { caretype, queryClient } from "../../../session/client/api.ts";

/** Reverts an assignment's reason to an earlier version. See `revertPatient`. */
export async function revertAssignment(
  { id, doctorName, version: current }: Assignment,
  version: number,
): Promise<void> {
  try {
    const reverted = await caretype.assignment.revert.mutate({ id, version, expectedVersion: current });
    await invalidateAssignments(queryClient);
    notifyDone(careTeamTexts.isReverted(doctorName), async () => {
      await caretype.assignment.revert.mutate({ id, version: current, expectedVersion: reverted.version });
      await invalidateAssignments(queryClient);
    });
  } catch (error) {
    if (isErrorOf(error, "assignment.revert", "STALE_VERSION")) await invalidateAssignments(queryClient);
    throw error;
  }
}
