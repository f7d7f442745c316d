import { type Assignment, isErrorOf } from "@caretype/client";
import { caretype, queryClient } from "../../api.ts";
import { invalidateAssignments } from "../../assignment/provisional-assignment.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { patientPageTexts } from "../../texts/patient-page.ts";

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
