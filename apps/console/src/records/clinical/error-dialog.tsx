import type { ReactNode } from "react";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import type { KeyedCall } from "../../kit/form/idempotency-keys.ts";
import { ReasonForm } from "../../kit/form/reason-form.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { texts } from "./texts.en.ts";
import { useChartChange } from "./use-chart-change.ts";

type ErrorDialogProps = {
  title: ReactNode;
  /** Shown when it is done. */
  done: ReactNode;
  run: (reason: string, call: KeyedCall) => Promise<unknown>;
  onClose: () => void;
};

/** Marks a record as entered in error. It asks for a reason, as this cannot be undone. */
export function ErrorDialog({ title, done, run, onClose }: ErrorDialogProps) {
  const change = useChartChange({
    run,
    onDone: () => {
      notifyDone(done);
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={title} closeOnClickOutside={false}>
      <ReasonForm
        about={texts.errorIsFinal}
        label={texts.reason}
        submitLabel={texts.inError}
        refusal={change.error ? <ErrorNotice error={change.error} /> : null}
        isPending={change.isPending}
        onSubmit={change.mutate}
        onCancel={onClose}
      />
    </Dialog>
  );
}
