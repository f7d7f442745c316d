import { isErrorCode } from "@caretype/client";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { useSingleMutation } from "../../../kit/behavior/use-single-mutation.ts";
import { useStillHere } from "../../../kit/behavior/use-still-here.ts";
import { notifyDone, notifyFailed } from "../../../kit/notice/notify.tsx";
import { cachePatient, invalidatePatients } from "../../../records/patient/patient-cache.ts";
import { api, caretype, queryClient } from "../../../session/client/api.ts";
import type { MergeField, Pair } from "./merge-preview.ts";
import { texts as mergeTexts } from "./texts.en.ts";

/** Merges two patients and opens the kept one. The notification offers Undo. */
export function useMerge() {
  const navigate = useNavigate();
  const noteHere = useStillHere();
  const isStillHere = useRef<() => boolean>(() => true);
  const { mutate, isPending, error } = useSingleMutation(
    api.patient.merge.mutationOptions({
      onMutate: () => {
        isStillHere.current = noteHere();
      },
      onSuccess: async ({ id: mergeId, patient }, { mergedId }) => {
        cachePatient(patient);
        if (isStillHere.current())
          await navigate({ to: "/patients/$id", params: { id: patient.id }, replace: true });
        queryClient.removeQueries(api.patient.byId.queryFilter({ id: mergedId }));
        // The pair must not be offered again until the list is read.
        queryClient.removeQueries(api.patient.possibleDuplicates.pathFilter());
        void invalidatePatients();
        notifyDone(mergeTexts.areMerged(patient.name), async () => {
          await caretype.patient.unmerge.mutate({ mergeId });
          await invalidatePatients();
        });
      },
      // Refetch, as the page may show the reason.
      onError: (failure) => {
        if (!isStillHere.current()) notifyFailed(mergeTexts.areNotMerged, failure);
        void invalidatePatients();
      },
    }),
  );
  const merge = ({ kept, merged }: Pair, take: MergeField[]) =>
    mutate({
      keepId: kept.id,
      expectedVersion: kept.version,
      mergedId: merged.id,
      mergedExpectedVersion: merged.version,
      take,
    });
  return { merge, isPending, error, isStale: isErrorCode(error, "STALE_VERSION") };
}
