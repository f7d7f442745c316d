import type { Assignment, Doctor, DoctorId, Patient, PatientId, RouterInputs } from "@caretype/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, caretype } from "../api.ts";
import type { KeyedCall } from "../form/idempotency-keys.ts";
import { useMe } from "../session/use-practice.ts";
import { provisionalAssignment, readAnew, showAtOnce } from "./provisional-assignment.ts";

export type Pair = { patientId: PatientId; doctorId: DoctorId };
type Assigning = { input: RouterInputs["assignment"]["create"]; call: KeyedCall };
type Known = { patient?: Patient | undefined; doctor?: Doctor | undefined };

/**
 * Assigns. The lists in view show the assignment at once, and lose it again when it is refused. `known` is whoever the
 * caller knows of the two; of who is in no memory either, the server's answer is waited for.
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
      return { takeBack: shown ? await showAtOnce(queryClient, shown) : () => {} };
    },
    onError: (_error, _assigning, context) => context?.takeBack(),
    onSettled: () => void readAnew(queryClient),
  });
}
