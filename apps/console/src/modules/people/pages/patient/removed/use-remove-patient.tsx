import { isErrorOf, type Patient } from "@caretype/client";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useStillHere } from "../../../../../kit/behavior/use-is-shown.ts";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { lazyPart } from "../../../../../kit/connection/load-code.ts";
import { notifyDone, notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { texts as recordTexts } from "../../../../../records/record/texts.en.ts";
import { api, queryClient } from "../../../../../session/client/api.ts";
import { hidePatient, invalidatePatients } from "../../../records/patient/patient-cache.ts";
import { texts as patientPageTexts } from "../page/texts.en.ts";
import { undoPatient } from "../undo-patient.ts";

const RemovalRefused = lazyPart(() => import("./removal-refused.tsx"), "RemovalRefused");

/**
 * Removes a patient without confirmation, as it can be undone from the notification and the list of removed patients.
 * A dialog shows what blocks the removal.
 */
export function useRemovePatient(patient: Patient) {
  const navigate = useNavigate();
  const { id, name, version } = patient;
  const noteHere = useStillHere();
  /** Kept while the removal is retried with the assignments. */
  const [refusal, setRefusal] = useState<unknown>(null);
  const remove = useSingleMutation(
    api.patient.remove.mutationOptions({
      onMutate: async () => ({ isStillHere: noteHere(), rollback: await hidePatient(id) }),
      onError: (error, _input, context) => {
        context?.rollback();
        setRefusal(error);
        if (!context?.isStillHere()) notifyFailed(recordTexts.isNotRemoved(name), error);
        // Show the other user's change.
        if (isErrorOf(error, "patient.remove", "STALE_VERSION"))
          void queryClient.invalidateQueries(api.patient.byId.queryFilter({ id }));
      },
      onSuccess: async (_nothing, { unassign }, { isStillHere }) => {
        const { isRemoved, isUnassignedAndRemoved } = patientPageTexts;
        notifyDone((unassign ? isUnassignedAndRemoved : isRemoved)(name), () => undoPatient.restore(id));
        if (isStillHere()) await navigate({ to: "/patients" });
        queryClient.removeQueries(api.patient.byId.queryFilter({ id }));
        void invalidatePatients();
      },
    }),
  );
  return {
    isPending: remove.isPending,
    remove: () => remove.mutate({ id, expectedVersion: version }),
    dialog: refusal ? (
      <RemovalRefused
        patient={patient}
        error={refusal}
        onClose={() => setRefusal(null)}
        onUnassign={() => remove.mutate({ id, expectedVersion: version, unassign: true })}
        isPending={remove.isPending}
      />
    ) : null,
  };
}
