import { CreateAssignment } from "@caretype/api/assignment/schema";
import {
  type Assignment,
  type Doctor,
  type DoctorId,
  doctorId,
  isErrorCode,
  type Patient,
  type PatientId,
  patientId,
  type RouterInputs,
} from "@caretype/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { KeyedCall } from "../../kit/form/idempotency-keys.ts";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { api, caretype } from "../../session/client/api.ts";
import { useMe } from "../../session/client/use-practice.ts";
import { useRecordForm } from "../../session/form/use-record-form.ts";
import { everybody } from "../record/field-view.ts";
import { emptyValues } from "../record/values.ts";
import { assignmentFields } from "./field-views.ts";
import {
  invalidateAssignments,
  provisionalAssignment,
  showOptimistically,
} from "./provisional-assignment.ts";
import { texts as assignmentTexts, isMissing as missing, isTaken as taken } from "./texts.en.ts";

export type AssignFormOptions = {
  /** The field that the form picks. */
  field: keyof Pair;
  /** Both ids; empty until picked. */
  pair: { [Name in keyof Pair]: Pair[Name] | "" };
  known: { patient?: Patient | undefined; doctor?: Doctor | undefined };
  onDone: () => void;
};

/** State of the form of an assignment. Success shows a notification with Undo. */
export function useAssignForm({ field, pair, known, onDone }: AssignFormOptions) {
  const queryClient = useQueryClient();
  const assign = useAssign(known);
  const { form, save, blocker, refusal, clearRefusal } = useRecordForm({
    schema: CreateAssignment,
    initialValues: { ...pair, ...emptyValues(assignmentFields, everybody) },
    onSubmit: async (values, call) => {
      const pair = {
        patientId: patientId.parse(values.patientId),
        doctorId: doctorId.parse(values.doctorId),
      };
      const assigned = await assign.mutateAsync({ input: { ...values, ...pair }, call });
      const { id, version, doctorName, patientName } = assigned;
      notifyDone(assignmentTexts.isAssigned(doctorName, patientName), async () => {
        await caretype.assignment.remove.mutate({ id, expectedVersion: version });
        await invalidateAssignments(queryClient);
      });
      discard();
    },
  });
  const discard = () => {
    form.reset();
    clearRefusal();
    onDone();
  };
  const pick = (id: DoctorId | PatientId | "") => {
    form.setFieldValue(field, id);
    form.clearFieldError(field);
  };
  const isTaken = isErrorCode(refusal?.error, "ALREADY_ASSIGNED");
  const isRefused = isTaken && assign.variables?.input[field] === pair[field];
  const error = form.errors[field] && !pair[field] ? missing[field] : form.errors[field];
  return {
    form,
    save,
    blocker,
    discard,
    pick,
    isSending: assign.isPending,
    /** The error of the picker. */
    pickError: error ?? (isRefused ? taken[field] : null),
    /** Any other error. */
    refusal: isTaken ? null : refusal,
  };
}

type Pair = { patientId: PatientId; doctorId: DoctorId };
/**
 * Creates an assignment, shown optimistically and rolled back on error.
 * `known` has the records that the caller knows. Without both records, the lists wait for the server.
 */
function useAssign(known: { patient?: Patient | undefined; doctor?: Doctor | undefined }) {
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
    mutationFn: ({ input, call }: { input: RouterInputs["assignment"]["create"]; call: KeyedCall }) =>
      call(input, (options) => caretype.assignment.create.mutate(input, options)),
    onMutate: async ({ input }) => {
      const shown = provisionalOf(input, input.reasonForVisit ?? null);
      return { rollback: shown ? await showOptimistically(queryClient, shown) : () => {} };
    },
    onError: (_error, _assigning, context) => context?.rollback(),
    onSettled: () => void invalidateAssignments(queryClient),
  });
}
