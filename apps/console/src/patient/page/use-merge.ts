import { isErrorCode, type Patient } from "@caretype/client";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, caretype, queryClient } from "../../api.ts";
import { notifyDone } from "../../shell/notify.tsx";
import { keepPatient, readPatientsAnew } from "../patient-cache.ts";

/** Makes two patients one, and goes to the one that stays; the message that says so has the way back. */
export function useMerge() {
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation(
    api.patient.merge.mutationOptions({
      onSuccess: async ({ id: mergeId, patient }, { mergedId }) => {
        keepPatient(patient);
        await navigate({ to: "/patients/$id", params: { id: patient.id }, replace: true });
        queryClient.removeQueries(api.patient.byId.queryFilter({ id: mergedId }));
        void readPatientsAnew();
        notifyDone(`The two are one now: ${patient.name}`, async () => {
          await caretype.patient.unmerge.mutate({ mergeId });
          await readPatientsAnew();
        });
      },
      // Whatever stood in the way may be seen on the page.
      onError: () => void readPatientsAnew(),
    }),
  );
  const merge = (kept: Patient, merged: Patient) =>
    mutate({
      ...{ keepId: kept.id, expectedVersion: kept.version },
      ...{ mergedId: merged.id, mergedExpectedVersion: merged.version },
    });
  return { merge, isPending, error, isStale: isErrorCode(error, "STALE_VERSION") };
}
