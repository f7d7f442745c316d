import { Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Dialog } from "../dialog/dialog.tsx";
import { FormButtons } from "../form/form-frame.tsx";
import { ErrorNotice } from "../notice/error-notice.tsx";

type ConfirmDialogProps = {
  opened: boolean;
  onClose: () => void;
  label: string;
  question: ReactNode;
  consequence: ReactNode;
  onConfirm: () => Promise<unknown>;
};

/** Stays open on an error, and shows it. */
export function ConfirmDialog({
  opened,
  onClose,
  label,
  question,
  consequence,
  onConfirm,
}: ConfirmDialogProps) {
  const { reset, ...confirm } = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  return (
    <Dialog opened={opened} onClose={onClose} title={question} centered onExitTransitionEnd={reset}>
      <Stack>
        <Text size="sm">{consequence}</Text>
        {confirm.isError ? <ErrorNotice error={confirm.error} /> : null}
        <FormButtons
          onCancel={onClose}
          isCancelFocused
          submitLabel={label}
          onConfirm={() => confirm.mutate()}
          isFinal
          isPending={confirm.isPending}
        />
      </Stack>
    </Dialog>
  );
}
