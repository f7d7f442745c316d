import { UpdateAssignment } from "@caretype/api/assignment/schema";
import type { Assignment } from "@caretype/client";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { caretype } from "../../api.ts";
import { type AssignmentValues, assignmentFields } from "../../assignment/field-views.ts";
import { readAnew } from "../../assignment/provisional-assignment.ts";
import { Dialog } from "../../dialog/dialog.tsx";
import { RecordForm } from "../../form/record-form.tsx";
import { UnsavedChanges } from "../../form/unsaved-changes.tsx";
import { useRecordForm } from "../../form/use-record-form.ts";
import { everybody, viewsOf } from "../../record/field-view.ts";
import { RecordInputs } from "../../record/record-inputs.tsx";
import { detailsOf, valuesOf as recordValuesOf } from "../../record/values.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { withNames } from "../../shell/text/with-names.ts";
import { currentAssignment, ReasonConflict } from "./reason-conflict.tsx";

type ReasonDialogProps = { assignment: Assignment; onClose: () => void };
const valuesOf = (assignment: Assignment): AssignmentValues =>
  recordValuesOf(assignmentFields, assignment, everybody);

/** Why a doctor sees a patient. Where somebody has changed it meanwhile, both are shown, and one of them is chosen. */
export function ReasonDialog({ assignment, onClose }: ReasonDialogProps) {
  const queryClient = useQueryClient();
  /** What was read, or what the person has been shown of somebody else's since. */
  const base = useRef(assignment);
  const [isAsking, setAsking] = useState(false);
  const inputOf = (values: AssignmentValues) => ({
    id: assignment.id,
    expectedVersion: base.current.version,
    ...detailsOf(assignmentFields, values),
  });
  const recordForm = useRecordForm<AssignmentValues>({
    schema: UpdateAssignment,
    initialValues: valuesOf(assignment),
    inputOf,
    onSubmit: async (values, call) => {
      const input = inputOf(values);
      await call(input, (options) => caretype.assignment.update.mutate(input, options));
      await readAnew(queryClient);
      notifyDone(withNames`The reason for ${assignment.doctorName} is saved`);
      onClose();
    },
  });
  const { form, forgetRefusal, refusal, save } = recordForm;
  const theirs = currentAssignment(refusal?.error);
  const close = () => (form.isDirty() ? setAsking(true) : onClose());
  return (
    <>
      <Dialog
        onClose={close}
        closeOnClickOutside={false}
        title={withNames`Why ${assignment.doctorName} sees the patient`}
      >
        <RecordForm {...recordForm} submitLabel="Save" onCancel={onClose} shownElsewhere={["STALE_VERSION"]}>
          <RecordInputs form={form} views={viewsOf(assignmentFields)} focused="reasonForVisit" />
        </RecordForm>
      </Dialog>
      <UnsavedChanges
        blocker={{ status: isAsking ? "blocked" : "idle", proceed: onClose, reset: () => setAsking(false) }}
        isSaving={recordForm.isSaving}
      />
      {theirs ? (
        <ReasonConflict
          key={theirs.version}
          theirs={theirs}
          versions={{ before: valuesOf(base.current), mine: form.getValues(), theirs: valuesOf(theirs) }}
          onClose={forgetRefusal}
          onResolve={(values) => {
            base.current = theirs;
            form.setValues(values);
            save();
          }}
        />
      ) : null}
    </>
  );
}
