import type { Doctor } from "@caretype/client";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { api, queryClient } from "../../api.ts";
import { useSingleMutation } from "../../shell/behavior/use-single-mutation.ts";
import { useStillHere } from "../../shell/behavior/use-still-here.ts";
import { notifyDone, notifyFailed } from "../../shell/notice/notify.tsx";
import { doctorTexts } from "../../texts/doctor.ts";
import { invalidateDoctors } from "../doctor-cache.ts";
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
