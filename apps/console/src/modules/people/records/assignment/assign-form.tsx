import type { ReactNode } from "react";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import { FormFrame } from "../../../../kit/form/form-frame.tsx";
import { viewsOf } from "../../../../records/record/field-view.ts";
import { RecordInputs } from "../../../../records/record/record-inputs.tsx";
import { RefusalNotice } from "../../../../session/form/record-form.tsx";
import { UnsavedChanges } from "../../../../session/form/unsaved-changes.tsx";
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

/** The form of an assignment. Closing it by mistake keeps the input. */
export function AssignForm({ title, opened, onClose, assigning, children }: AssignFormProps) {
  const { form, save, blocker, discard, refusal, isSaving } = assigning;
  return (
    <>
      <Dialog opened={opened} onClose={onClose} title={title} closeOnClickOutside={false}>
        <FormFrame
          refusal={refusal ? <RefusalNotice refusal={refusal} /> : null}
          onSubmit={save}
          onCancel={discard}
          submitLabel={assignmentTexts.assign}
          isPending={isSaving}
        >
          {children}
          <RecordInputs form={form} views={viewsOf(assignmentFields)} />
        </FormFrame>
      </Dialog>
      <UnsavedChanges blocker={blocker} isSaving={isSaving} />
    </>
  );
}
