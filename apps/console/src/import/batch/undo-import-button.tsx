import type { ImportId } from "@caretype/client";
import type { ButtonProps } from "@mantine/core";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { type Batch, counted } from "../upload/labels.ts";
import { readAnew } from "../upload/use-upload.ts";
import { UndoFailed, UndoRefused } from "./undo-refused.tsx";

type UndoImportButtonProps = ButtonProps & {
  id: ImportId;
  /** For who hears the button without what is around it. */
  name?: string;
  /** How the last undoing in the background has failed. */
  failure?: Batch["undoFailure"];
};

/** Takes an import back, after a question; where that is refused, its dialog says what stands in the way. */
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
            ? "The import is being undone. It goes on without this page; the list of imports says how far it is."
            : `The import is undone: ${removed} removed`,
        );
        readAnew();
      },
    }),
  );
  const done = undo.data?.state === "undoing" ? "Being undone" : "Undone";
  // What has failed since is asked for anew.
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
            All that it has made is removed, unless it was changed since. Each record can be restored
            afterwards.
          </Text>
          {undo.isError ? <UndoRefused error={undo.error} onClose={close} /> : null}
          {undo.isIdle && failure ? <UndoFailed {...failure} onClose={close} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {undo.isError ? "Close" : "Leave it as it is"}
            </Button>
            <Button color="red" loading={undo.isPending} onClick={() => undo.mutate({ id })}>
              {undo.isError || failure ? "Try again" : "Undo"}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
