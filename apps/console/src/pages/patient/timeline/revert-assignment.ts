import { type Assignment, isErrorOf } from "@caretype/client";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { invalidateAssignments } from "../../../records/assignment/provisional-assignment.ts";
import { caretype, queryClient } from "../../../session/client/api.ts";
import { patientPageTexts } from "../../../words/texts/patient-page.ts";

/** Reverts an assignment's reason to an earlier version. See `revertPatient`. */
export async function revertAssignment(
  { id, doctorName, version: current }: Assignment,
  version: number,
): Promise<void> {
  try {
    const reverted = await caretype.assignment.revert.mutate({ id, version, expectedVersion: current });
    await invalidateAssignments(queryClient);
    notifyDone(patientPageTexts.careTeam.isReverted(doctorName), async () => {
      await caretype.assignment.revert.mutate({ id, version: current, expectedVersion: reverted.version });
      await invalidateAssignments(queryClient);
    });
  } catch (error) {
    if (isErrorOf(error, "assignment.revert", "STALE_VERSION")) await invalidateAssignments(queryClient);
    throw error;
  }
}
