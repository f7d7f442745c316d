import { CreateAssignment } from "@caretype/api/assignment/schema";
import type { DoctorId, PatientId } from "@caretype/client";
import { type Doctor, doctorId, isErrorCode, type Patient, patientId } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { caretype } from "../../session/client/api.ts";
import { useRecordForm } from "../../session/form/use-record-form.ts";
import { everybody } from "../record/field-view.ts";
import { emptyValues } from "../record/values.ts";
import { assignmentFields } from "./field-views.ts";
import { invalidateAssignments } from "./provisional-assignment.ts";
import { texts as assignmentTexts } from "./texts.en.ts";
import { type Pair, useAssign } from "./use-assign.ts";

export type AssignFormOptions = {
  /** The field that the form picks. */
  field: keyof Pair;
  /** Both ids; empty until picked. */
  pair: { [Name in keyof Pair]: Pair[Name] | "" };
  known: { patient?: Patient | undefined; doctor?: Doctor | undefined };
  onDone: () => void;
};

const { isMissing: missing, isTaken: taken } = assignmentTexts;

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
