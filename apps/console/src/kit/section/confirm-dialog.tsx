import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { commonTexts } from "../../words/common/common.ts";
import { Dialog } from "../dialog/dialog.tsx";
import { ErrorNotice } from "../notice/error-notice.tsx";

type ConfirmDialogProps = {
  opened: boolean;
  onClose: () => void;
  /** The label of the button that confirms. */
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
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {commonTexts.cancel}
          </Button>
          <Button color="red" loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {label}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
