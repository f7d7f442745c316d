import type { ErrorCode } from "@caretype/client";
import { type ReactNode, useState } from "react";
import { Dialog } from "../dialog/dialog.tsx";
import { RecordForm } from "../form/record-form.tsx";
import { UnsavedChanges } from "../form/unsaved-changes.tsx";
import type { useRecordForm } from "../form/use-record-form.ts";

type RecordDialogProps = {
  title: ReactNode;
  form: Omit<ReturnType<typeof useRecordForm>, "form"> & { form: { isDirty: () => boolean } };
  submitLabel: string;
  onClose: () => void;
  shownElsewhere?: readonly ErrorCode[];
  children: ReactNode;
};

/** A record's form above the page. Closing it asks, if something is not saved. */
export function RecordDialog(props: RecordDialogProps) {
  const { title, form, submitLabel, onClose, shownElsewhere, children } = props;
  const [isAsking, setAsking] = useState(false);
  const close = () => (form.form.isDirty() ? setAsking(true) : onClose());
  return (
    <>
      <Dialog onClose={close} closeOnClickOutside={false} title={title} size="lg">
        <RecordForm {...form} submitLabel={submitLabel} onCancel={close} shownElsewhere={shownElsewhere}>
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
