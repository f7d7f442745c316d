import { Button, Group, Text } from "@mantine/core";
import type { useBlocker } from "@tanstack/react-router";
import { Dialog } from "../dialog/dialog.tsx";

type Blocker = Pick<
  Extract<ReturnType<typeof useBlocker>, { status: string }>,
  "status" | "proceed" | "reset"
>;

type UnsavedChangesProps = {
  blocker: Blocker;
  /** The input is being saved. */
  isSaving?: boolean;
};

/** Asks before leaving a page with unsaved changes. */
export function UnsavedChanges({ blocker, isSaving = false }: UnsavedChangesProps) {
  const stay = () => blocker.reset?.();
  return (
    <Dialog
      opened={blocker.status === "blocked"}
      onClose={stay}
      title="Leave without saving?"
      centered
      closeButtonProps={{ "aria-label": "Stay here" }}
    >
      <Text mb="md">
        {isSaving
          ? "Your changes are being saved, and may still be refused."
          : "Your changes are not saved yet."}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          Leave
        </Button>
        <Button onClick={stay} data-autofocus>
          Stay here
        </Button>
      </Group>
    </Dialog>
  );
}
