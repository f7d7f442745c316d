import type { ImportId } from "@caretype/client";
import type { ButtonProps } from "@mantine/core";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { type Batch, counted } from "../upload/labels.ts";
import { invalidateImports } from "../upload/use-upload.ts";
import { UndoFailed, UndoRefused } from "./undo-refused.tsx";

type UndoImportButtonProps = ButtonProps & {
  id: ImportId;
  /** The accessible name, which names the import. */
  name?: string;
  /** Why the last undo in the background failed. */
  failure?: Batch["undoFailure"];
};

/** Undoes an import after a confirmation. The dialog shows what blocks it. */
export function UndoImportButton({
  id,
  name = "Undo this import",
  failure = null,
  ...props
}: UndoImportButtonProps) {
  const [opened, { open, close }] = useDisclosure();
  const undo = useMutation(
    api.import.undo.mutationOptions({
      onSuccess: ({ state, patients, doctors, assignments }) => {
        close();
        const removed = counted(patients + doctors + assignments, ["record", "records"]);
        notifyDone(
          state === "undoing"
            ? "The import is being undone in the background. The list of imports shows its progress."
            : `The import is undone: ${removed} removed`,
        );
        invalidateImports();
      },
    }),
  );
  const done = undo.data?.state === "undoing" ? "Being undone" : "Undone";
  // A failed undo can be retried.
  const isAsked = undo.isSuccess && !failure;
  const ask = () => {
    undo.reset();
    open();
  };
  return (
    <>
      <Button
        variant="default"
        size="xs"
        {...props}
        aria-label={isAsked ? undefined : name}
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        onClick={ask}
        disabled={isAsked}
      >
        {isAsked ? done : "Undo"}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        centered
        closeButtonProps={{ "aria-label": "Close" }}
        title="Undo this import?"
      >
        <Stack>
          <Text size="sm">
            This removes all records of the import. It is refused if one was changed since. You can restore
            each record.
          </Text>
          {undo.isError ? <UndoRefused error={undo.error} onClose={close} /> : null}
          {undo.isIdle && failure ? <UndoFailed {...failure} onClose={close} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {undo.isError ? "Close" : "Cancel"}
            </Button>
            <Button color="danger" loading={undo.isPending} onClick={() => undo.mutate({ id })}>
              {undo.isError || failure ? "Try again" : "Undo"}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
