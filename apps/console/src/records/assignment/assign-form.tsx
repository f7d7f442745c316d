import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { FormButtons } from "../../kit/form/form-frame.tsx";
import { submitByKeys } from "../../kit/form/submit-by-keys.ts";
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

/** The form of an assignment. Closing it by mistake keeps the input. */
export function AssignForm({ title, opened, onClose, assigning, children }: AssignFormProps) {
  const { form, save, blocker, discard, refusal, isSaving } = assigning;
  return (
    <>
      <Dialog opened={opened} onClose={onClose} title={title} closeOnClickOutside={false}>
        <form onSubmit={save} onKeyDown={submitByKeys} noValidate>
          <Stack>
            {refusal ? <RefusalNotice refusal={refusal} /> : null}
            {children}
            <RecordInputs form={form} views={viewsOf(assignmentFields)} />
            <FormButtons onCancel={discard} submitLabel={assignmentTexts.assign} isPending={isSaving} />
          </Stack>
        </form>
      </Dialog>
      <UnsavedChanges blocker={blocker} isSaving={isSaving} />
    </>
  );
}
