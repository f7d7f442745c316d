import { Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Dialog } from "../dialog/dialog.tsx";
import { RefusalNotice } from "../form/record-form.tsx";
import { UnsavedChanges } from "../form/unsaved-changes.tsx";
import { viewsOf } from "../record/field-view.ts";
import { RecordInputs } from "../record/record-inputs.tsx";
import { assignmentFields } from "./field-views.ts";
import type { useAssignForm } from "./use-assign-form.ts";

type AssignFormProps = {
  title: string;
  opened: boolean;
  onClose: () => void;
  assigning: ReturnType<typeof useAssignForm>;
  /** The field in which somebody is picked. */
  children: ReactNode;
};

/**
 * Who, and why. It closes as soon as it is sent, as the assignment is shown at once; if that is refused, it is there
 * again, with all that was entered and with what is wrong. Closed by mistake it keeps what was entered, too.
 */
export function AssignForm({ title, opened, onClose, assigning, children }: AssignFormProps) {
  const { form, save, blocker, forget, refusal, isSending } = assigning;
  return (
    <>
      <Dialog opened={opened && !isSending} onClose={onClose} title={title} closeOnClickOutside={false}>
        <form onSubmit={save} noValidate>
          <Stack>
            {refusal ? <RefusalNotice refusal={refusal} /> : null}
            {children}
            <RecordInputs form={form} views={viewsOf(assignmentFields)} />
            <Group justify="flex-end">
              <Button variant="default" onClick={forget}>
                Cancel
              </Button>
              <Button type="submit">Assign</Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
      <UnsavedChanges blocker={blocker} isSaving={isSending} />
    </>
  );
}
