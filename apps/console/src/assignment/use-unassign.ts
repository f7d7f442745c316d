import type { Assignment } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { caretype } from "../api.ts";
import { useSingleMutation } from "../shell/behavior/use-single-mutation.ts";
import { notifyDone, notifyFailed } from "../shell/notice/notify.tsx";
import { withNames } from "../shell/text/with-names.ts";
import { hideAtOnce, readAnew } from "./provisional-assignment.ts";

/**
 * Takes a doctor from a patient. It is gone from the lists in view at once, back when it is refused, and can be undone.
 * What is said of it is said also when the list that it was in has gone.
 */
export function useUnassign(): (assignment: Assignment) => void {
  const queryClient = useQueryClient();
  const { mutate } = useSingleMutation({
    mutationFn: ({ id, version }: Assignment) =>
      caretype.assignment.remove.mutate({ id, expectedVersion: version }),
    onMutate: async ({ id }) => ({ takeBack: await hideAtOnce(queryClient, id) }),
    onSuccess: (_nothing, { id, doctorName, patientName }) =>
      notifyDone(withNames`${doctorName} is not assigned to ${patientName} any more`, async () => {
        await caretype.assignment.restore.mutate({ id });
        await readAnew(queryClient);
      }),
    onError: (error, { doctorName, patientName }, context) => {
      context?.takeBack();
      notifyFailed(withNames`${doctorName} is still assigned to ${patientName}`, error);
    },
    onSettled: () => void readAnew(queryClient),
  });
  return mutate;
}
