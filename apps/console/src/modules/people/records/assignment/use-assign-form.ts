import { type DoctorId, isErrorCode, type PatientId } from "@caretype/client";
import { CreateAssignment } from "@caretype/core/people/assignment/schema";
import { useState } from "react";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { everybody } from "../../../../records/record/field-view.ts";
import { emptyValues } from "../../../../records/record/values.ts";
import { caretype } from "../../../../session/client/api.ts";
import { useRecordForm } from "../../../../session/form/use-record-form.ts";
import { assignmentFields } from "./field-views.ts";
import { invalidateAssignments } from "./read-assignments.ts";
import { texts as assignmentTexts, isMissing as missing, isTaken as taken } from "./texts.en.ts";

type Pair = { patientId: PatientId; doctorId: DoctorId };

type AssignFormOptions = {
  field: keyof Pair;
  /** Both ids; empty until selected. */
  pair: { [Name in keyof Pair]: Pair[Name] | "" };
  onDone: () => void;
};

/** State of the form of an assignment. Success shows a notification with Undo. */
export function useAssignForm({ field, pair, onDone }: AssignFormOptions) {
  /** The id that was sent last. */
  const [sent, setSent] = useState("");
  const { form, save, blocker, refusal, clearRefusal, isSaving } = useRecordForm({
    schema: CreateAssignment,
    initialValues: { ...pair, ...emptyValues(assignmentFields, everybody) },
    onSubmit: async (values, call) => {
      const input = CreateAssignment.parse(values);
      setSent(input[field]);
      try {
        const created = await call(input, caretype.assignment.create.mutate);
        const { id, version, doctorName, patientName } = created;
        notifyDone(assignmentTexts.isAssigned(doctorName, patientName), async () => {
          await caretype.assignment.remove.mutate({ id, expectedVersion: version });
          await invalidateAssignments();
        });
      } finally {
        void invalidateAssignments();
      }
    },
    onSaved: () => discard(),
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
  const isRefused = isTaken && sent === pair[field];
  const error = form.errors[field] && !pair[field] ? missing[field] : form.errors[field];
  return {
    form,
    save,
    blocker,
    discard,
    pick,
    isSaving,
    pickError: error ?? (isRefused ? taken[field] : null),
    refusal: isTaken ? null : refusal,
  };
}
