import type { Assignment, Doctor, DoctorId, Patient, PatientId, RouterInputs } from "@caretype/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { KeyedCall } from "../../kit/form/idempotency-keys.ts";
import { api, caretype } from "../../session/client/api.ts";
import { useMe } from "../../session/client/use-practice.ts";
import {
  invalidateAssignments,
  provisionalAssignment,
  showOptimistically,
} from "./provisional-assignment.ts";

export type Pair = { patientId: PatientId; doctorId: DoctorId };
type Assigning = { input: RouterInputs["assignment"]["create"]; call: KeyedCall };
type Known = { patient?: Patient | undefined; doctor?: Doctor | undefined };

/**
 * Creates an assignment, shown optimistically and rolled back on error.
 * `known` has the records that the caller knows. Without both records, the lists wait for the server.
 */
export function useAssign(known: Known) {
  const queryClient = useQueryClient();
  const me = useMe();
  const provisionalOf = ({ patientId, doctorId }: Pair, reasonForVisit: string | null): Assignment | null => {
    const patient = known.patient ?? queryClient.getQueryData(api.patient.byId.queryKey({ id: patientId }));
    const doctor = known.doctor ?? queryClient.getQueryData(api.doctor.byId.queryKey({ id: doctorId }));
    return patient && doctor
      ? provisionalAssignment({ patient, doctor, reasonForVisit, assignedBy: me.id })
      : null;
  };
  return useMutation({
    mutationFn: ({ input, call }: Assigning) =>
      call(input, (options) => caretype.assignment.create.mutate(input, options)),
    onMutate: async ({ input }) => {
      const shown = provisionalOf(input, input.reasonForVisit ?? null);
      return { rollback: shown ? await showOptimistically(queryClient, shown) : () => {} };
    },
    onError: (_error, _assigning, context) => context?.rollback(),
    onSettled: () => void invalidateAssignments(queryClient),
  });
}
