import type { ErrorCode } from "@caretype/client";
import { type ReactNode, useState } from "react";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { RecordForm } from "../../../session/form/record-form.tsx";
import { RestoredNotice } from "../../../session/form/restored-notice.tsx";
import { UnsavedChanges } from "../../../session/form/unsaved-changes.tsx";
import type { useRecordForm } from "../../../session/form/use-record-form.ts";
import { commonTexts } from "../../../words/common/common.ts";

type RecordDialogProps = {
  title: ReactNode;
  form: Omit<ReturnType<typeof useRecordForm>, "form">;
  /** Whether closing would lose what was typed. */
  isAtRisk: () => boolean;
  submitLabel: string;
  /** Begins again. Null if nothing was restored. */
  onDiscard: (() => void) | null;
  onClose: () => void;
  shownElsewhere?: readonly ErrorCode[];
  children: ReactNode;
};

/** A record's form above the page. Closing it keeps what was typed, or asks where nothing can be kept. */
export function RecordDialog(props: RecordDialogProps) {
  const { title, form, isAtRisk, submitLabel, onDiscard, onClose, shownElsewhere, children } = props;
  const [isAsking, setAsking] = useState(false);
  const close = () => (isAtRisk() ? setAsking(true) : onClose());
  return (
    <>
      <Dialog onClose={close} closeOnClickOutside={false} title={title} size="lg">
        <RecordForm
          {...form}
          submitLabel={submitLabel}
          cancelLabel={commonTexts.close}
          onCancel={close}
          shownElsewhere={shownElsewhere}
        >
          {onDiscard ? <RestoredNotice onDiscard={onDiscard} /> : null}
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
