import type { Doctor } from "@caretype/client";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useSingleMutation } from "../../../kit/behavior/use-single-mutation.ts";
import { useStillHere } from "../../../kit/behavior/use-still-here.ts";
import { notifyDone, notifyFailed } from "../../../kit/notice/notify.tsx";
import { invalidateDoctors } from "../../../records/doctor/doctor-cache.ts";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { api, queryClient } from "../../../session/client/api.ts";
import { restoreDoctor } from "./restore-doctor.ts";

const texts = doctorTexts.removal;

/** Removes a doctor, returns to the list, and offers Undo. */
export function useRemoveDoctor({ id, name, version }: Doctor) {
  const navigate = useNavigate();
  const noteHere = useStillHere();
  const isStillHere = useRef<() => boolean>(() => true);
  const [refusal, setRefusal] = useState<unknown>(null);
  const removal = useSingleMutation(
    api.doctor.remove.mutationOptions({
      onMutate: () => {
        isStillHere.current = noteHere();
      },
      onSuccess: async (_nothing, { unassign }) => {
        if (isStillHere.current()) await navigate({ to: "/doctors" });
        queryClient.removeQueries(api.doctor.byId.queryFilter({ id }));
        void invalidateDoctors();
        const message = unassign ? texts.isUnassignedAndRemoved(name) : texts.isRemoved(name);
        notifyDone(message, () => restoreDoctor(id));
      },
      // Refetch, as the page may show the reason, such as another user's change.
      onError: (error) => {
        setRefusal(error);
        if (!isStillHere.current()) notifyFailed(texts.isNotRemoved(name), error);
        void invalidateDoctors();
      },
    }),
  );
  const removing = { id, expectedVersion: version };
  return {
    isPending: removal.isPending,
    /** Kept while the removal is retried with the assignments. */
    refusal,
    clearRefusal: () => setRefusal(null),
    remove: () => removal.mutate(removing),
    unassignAndRemove: () => removal.mutate({ ...removing, unassign: true }),
  };
}
