import { type Assignment, isErrorCode } from "@caretype/client";
import { caretype, queryClient } from "../../api.ts";
import { readAnew } from "../../assignment/provisional-assignment.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { withNames } from "../../shell/text/with-names.ts";

/** Gives an assignment the reason of an earlier version again, as `revertPatient` does with a patient. */
export async function revertAssignment(
  { id, doctorName, version: current }: Assignment,
  version: number,
): Promise<void> {
  try {
    const reverted = await caretype.assignment.revert.mutate({ id, version, expectedVersion: current });
    await readAnew(queryClient);
    notifyDone(withNames`The reason for ${doctorName} is as it was`, async () => {
      await caretype.assignment.revert.mutate({ id, version: current, expectedVersion: reverted.version });
      await readAnew(queryClient);
    });
  } catch (error) {
    if (isErrorCode(error, "STALE_VERSION")) await readAnew(queryClient);
    throw error;
  }
}
