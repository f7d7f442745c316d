import type { ReactNode } from "react";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { FormFrame } from "../../kit/form/form-frame.tsx";
import { RefusalNotice } from "../../session/form/record-form.tsx";
import { UnsavedChanges } from "../../session/form/unsaved-changes.tsx";
import { viewsOf } from "../record/field-view.ts";
import { RecordInputs } from "../record/record-inputs.tsx";
import { assignmentFields } from "./field-views.ts";
import { texts as assignmentTexts } from "./texts.en.ts";
import type { useAssignForm } from "./use-assign-form.ts";

type AssignFormProps = {
  title: string;
  opened: boolean;
  onClose: () => void;
  assigning: ReturnType<typeof useAssignForm>;
  children: ReactNode;
};

/**
 * The form of an assignment.
 * It closes when sent, as the assignment is shown optimistically. If that is refused, it opens again with the
 * input and the error. Closing it by mistake keeps the input.
 */
export function AssignForm({ title, opened, onClose, assigning, children }: AssignFormProps) {
  const { form, save, blocker, discard, refusal, isSending } = assigning;
  return (
    <>
      <Dialog opened={opened && !isSending} onClose={onClose} title={title} closeOnClickOutside={false}>
        <FormFrame
          refusal={refusal ? <RefusalNotice refusal={refusal} /> : null}
          onSubmit={save}
          onCancel={discard}
          submitLabel={assignmentTexts.assign}
        >
          {children}
          <RecordInputs form={form} views={viewsOf(assignmentFields)} />
        </FormFrame>
      </Dialog>
      <UnsavedChanges blocker={blocker} isSaving={isSending} />
    </>
  );
}
