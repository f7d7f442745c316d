import { Button, type ButtonProps, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Dialog } from "../../dialog/dialog.tsx";
import { ErrorNotice } from "../notice/error-notice.tsx";

type ConfirmButtonProps = ButtonProps & {
  label: string;
  /** The accessible name; contains the label. */
  name?: string;
  question: ReactNode;
  consequence: ReactNode;
  onConfirm: () => Promise<unknown>;
};

/** A button with a confirmation dialog. It stays open on an error, and shows it. */
export function ConfirmButton({
  label,
  name = label,
  question,
  consequence,
  onConfirm,
  ...props
}: ConfirmButtonProps) {
  const [opened, { open, close }] = useDisclosure();
  const confirm = useMutation({ mutationFn: onConfirm, onSuccess: close });
  const ask = () => {
    confirm.reset();
    open();
  };
  return (
    <>
      <Button variant="default" size="xs" {...props} aria-label={name} onClick={ask}>
        {label}
      </Button>
      <Dialog opened={opened} onClose={close} title={question} centered>
        <Stack>
          <Text size="sm">{consequence}</Text>
          {confirm.isError ? <ErrorNotice error={confirm.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Cancel
            </Button>
            <Button color="red" loading={confirm.isPending} onClick={() => confirm.mutate()}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
