import type { Assignment } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { useSingleMutation } from "../../kit/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed } from "../../kit/notice/notify.tsx";
import { caretype } from "../../session/client/api.ts";
import { hideOptimistically, invalidateAssignments } from "./provisional-assignment.ts";
import { texts as assignmentTexts } from "./texts.en.ts";

/**
 * Unassigns a doctor, optimistically, with Undo.
 * Notifications appear even if the list is gone.
 */
export function useUnassign(): (assignment: Assignment) => void {
  const queryClient = useQueryClient();
  const { mutate } = useSingleMutation({
    mutationFn: ({ id, version }: Assignment) =>
      caretype.assignment.remove.mutate({ id, expectedVersion: version }),
    onMutate: async ({ id }) => ({ rollback: await hideOptimistically(queryClient, id) }),
    onSuccess: (_nothing, { id, doctorName, patientName }) =>
      notifyDone(assignmentTexts.isUnassigned(doctorName, patientName), async () => {
        await caretype.assignment.restore.mutate({ id });
        await invalidateAssignments(queryClient);
      }),
    onError: (error, { doctorName, patientName }, context) => {
      context?.rollback();
      notifyFailed(assignmentTexts.isStillAssigned(doctorName, patientName), error);
    },
    onSettled: () => void invalidateAssignments(queryClient),
  });
  return mutate;
}
