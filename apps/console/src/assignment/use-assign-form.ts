import { CreateAssignment } from "@caretype/api/assignment/schema";
import type { DoctorId, PatientId } from "@caretype/client";
import { type Doctor, doctorId, isErrorCode, type Patient, patientId } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { caretype } from "../api.ts";
import { useRecordForm } from "../form/use-record-form.ts";
import { everybody } from "../record/field-view.ts";
import { emptyValues } from "../record/values.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { withNames } from "../shell/text/with-names.ts";
import { assignmentFields } from "./field-views.ts";
import { readAnew } from "./provisional-assignment.ts";
import { type Pair, useAssign } from "./use-assign.ts";

export type AssignFormOptions = {
  /** Which of the two is picked in the form. */
  field: keyof Pair;
  /** Whom it is opened for, and who has been picked so far: empty, while nobody has. */
  pair: { [Name in keyof Pair]: Pair[Name] | "" };
  known: { patient?: Patient | undefined; doctor?: Doctor | undefined };
  onDone: () => void;
};

const missing = { doctorId: "Choose a doctor", patientId: "Choose a patient" };
const taken = {
  doctorId: "This doctor is assigned to the patient already",
  patientId: "The doctor is assigned to this patient already",
};

/** Who, and why; when it is done it says so, with a way back. */
export function useAssignForm({ field, pair, known, onDone }: AssignFormOptions) {
  const queryClient = useQueryClient();
  const assign = useAssign(known);
  const { form, save, blocker, refusal, forgetRefusal } = useRecordForm({
    schema: CreateAssignment,
    initialValues: { ...pair, ...emptyValues(assignmentFields, everybody) },
    onSubmit: async (values, call) => {
      const pair = {
        patientId: patientId.parse(values.patientId),
        doctorId: doctorId.parse(values.doctorId),
      };
      const assigned = await assign.mutateAsync({ input: { ...values, ...pair }, call });
      const { id, version, doctorName, patientName } = assigned;
      notifyDone(withNames`${doctorName} is assigned to ${patientName}`, async () => {
        await caretype.assignment.remove.mutate({ id, expectedVersion: version });
        await readAnew(queryClient);
      });
      forget();
    },
  });
  const forget = () => {
    form.reset();
    forgetRefusal();
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
    forget,
    pick,
    isSending: assign.isPending,
    /** What is wrong with who was picked. */
    pickError: error ?? (isRefused ? taken[field] : null),
    /** What is wrong otherwise. */
    refusal: isTaken ? null : refusal,
  };
}
