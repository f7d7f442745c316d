import type { ErrorCode } from "@caretype/client";
import type { ReactNode } from "react";
import { AskingDialog } from "../../../session/form/asking-dialog.tsx";
import { RecordForm } from "../../../session/form/record-form.tsx";
import { RestoredNotice } from "../../../session/form/restored-notice.tsx";
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
  return (
    <AskingDialog title={title} size="lg" isAtRisk={isAtRisk} isSaving={form.isSaving} onClose={onClose}>
      {(close) => (
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
      )}
    </AskingDialog>
  );
}
