import { type ReactNode, useState } from "react";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { RecordForm } from "../../../session/form/record-form.tsx";
import { UnsavedChanges } from "../../../session/form/unsaved-changes.tsx";
import type { useRecordForm } from "../../../session/form/use-record-form.ts";

type FormDialogProps = Pick<ReturnType<typeof useRecordForm>, "save" | "blocker" | "refusal" | "isSaving"> & {
  title: ReactNode;
  submitLabel: string;
  isDirty: () => boolean;
  onClose: () => void;
  children: ReactNode;
};

/** A form in a dialog, which asks before it closes with unsaved changes. */
export function FormDialog({ title, isDirty, onClose, children, ...form }: FormDialogProps) {
  const [isAsking, setAsking] = useState(false);
  const close = () => (isDirty() ? setAsking(true) : onClose());
  return (
    <>
      <Dialog onClose={close} closeOnClickOutside={false} title={title}>
        <RecordForm {...form} onCancel={onClose} shownElsewhere={["STALE_VERSION"]}>
          {children}
        </RecordForm>
      </Dialog>
      <UnsavedChanges
        blocker={{ status: isAsking ? "blocked" : "idle", proceed: onClose, reset: () => setAsking(false) }}
        isSaving={form.isSaving}
      />
    </>
  );
}
