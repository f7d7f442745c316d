import { Button, Group, Text } from "@mantine/core";
import type { useBlocker } from "@tanstack/react-router";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { unsaved } from "../../kit/form/texts.en.ts";
import { PlainButton } from "../../kit/theme/plain-button.tsx";

type Blocker = Pick<
  Extract<ReturnType<typeof useBlocker>, { status: string }>,
  "status" | "proceed" | "reset"
>;

type UnsavedChangesProps = {
  blocker: Blocker;
  isSaving?: boolean;
};

export function UnsavedChanges({ blocker, isSaving = false }: UnsavedChangesProps) {
  const stay = () => blocker.reset?.();
  return (
    <Dialog
      opened={blocker.status === "blocked"}
      onClose={stay}
      title={unsaved.title}
      centered
      closeButtonProps={{ "aria-label": unsaved.stay }}
    >
      <Text mb="md">{isSaving ? unsaved.isSaving : unsaved.text}</Text>
      <Group justify="flex-end">
        <PlainButton label={unsaved.leave} onClick={() => blocker.proceed?.()} />
        <Button onClick={stay} data-autofocus>
          {unsaved.stay}
        </Button>
      </Group>
    </Dialog>
  );
}
