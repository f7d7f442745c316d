import type { Assignment } from "@caretype/client";
import { useSingleMutation } from "../../../../kit/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed } from "../../../../kit/notice/notify.tsx";
import { caretype } from "../../../../session/client/api.ts";
import { invalidateAssignments } from "./read-assignments.ts";
import { texts as assignmentTexts } from "./texts.en.ts";

/**
 * Unassigns a doctor, with Undo.
 * Notifications appear even if the list is gone.
 */
export function useUnassign(): (assignment: Assignment) => void {
  const { mutate } = useSingleMutation({
    mutationFn: ({ id, version }: Assignment) =>
      caretype.assignment.remove.mutate({ id, expectedVersion: version }),
    onSuccess: (_nothing, { id, doctorName, patientName }) =>
      notifyDone(assignmentTexts.isUnassigned(doctorName, patientName), async () => {
        await caretype.assignment.restore.mutate({ id });
        await invalidateAssignments();
      }),
    onError: (error, { doctorName, patientName }) =>
      notifyFailed(assignmentTexts.isStillAssigned(doctorName, patientName), error),
    onSettled: () => void invalidateAssignments(),
  });
  return mutate;
}
