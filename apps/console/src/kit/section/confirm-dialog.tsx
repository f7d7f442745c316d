import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useSingleMutation } from "../behavior/use-single-mutation.ts";
import { Dialog } from "../dialog/dialog.tsx";
import { FormButtons } from "../form/form-frame.tsx";
import { ErrorNotice } from "../notice/error-notice.tsx";

export type ConfirmDialogProps = {
  opened: boolean;
  onClose: () => void;
  label: string;
  question: ReactNode;
  consequence: ReactNode;
  /** Default: true. */
  isFinal?: boolean;
  onConfirm: () => Promise<unknown>;
};

/** Stays open on an error, and shows it. */
export function ConfirmDialog({ isFinal = true, onConfirm, ...props }: ConfirmDialogProps) {
  const { reset, ...confirm } = useSingleMutation({ mutationFn: onConfirm, onSuccess: props.onClose });
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={props.question}
      centered
      onExitTransitionEnd={reset}
    >
      <Stack>
        <Text size="sm" component="div">
          {props.consequence}
        </Text>
        {confirm.isError ? <ErrorNotice error={confirm.error} /> : null}
        <FormButtons
          onCancel={props.onClose}
          isCancelFocused
          submitLabel={props.label}
          onConfirm={() => confirm.mutate()}
          isFinal={isFinal}
          isPending={confirm.isPending}
        />
      </Stack>
    </Dialog>
  );
}
