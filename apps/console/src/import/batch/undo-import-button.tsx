import type { ButtonProps } from "@mantine/core";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { notifyDone } from "../../shell/notify.tsx";
import { readAnew } from "../upload/use-upload.ts";
import { counted } from "../upload/words.ts";
import { UndoRefused } from "./undo-refused.tsx";

type UndoImportButtonProps = ButtonProps & {
  id: string;
  /** For who hears the button without what is around it. */
  name?: string;
};

/** Takes an import back, after a question; where that is refused, its dialog says what stands in the way. */
export function UndoImportButton({ id, name = "Undo this import", ...props }: UndoImportButtonProps) {
  const [opened, { open, close }] = useDisclosure();
  const undo = useMutation(
    api.import.undo.mutationOptions({
      onSuccess: ({ patients, doctors, assignments }) => {
        close();
        notifyDone(
          `The import is undone: ${counted(patients + doctors + assignments, ["record", "records"])} removed`,
        );
        readAnew();
      },
    }),
  );
  const ask = () => {
    undo.reset();
    open();
  };
  return (
    <>
      <Button
        {...{ variant: "default", size: "xs", ...props }}
        aria-label={undo.isSuccess ? undefined : name}
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        onClick={ask}
        disabled={undo.isSuccess}
      >
        {undo.isSuccess ? "Undone" : "Undo"}
      </Button>
      <Modal
        {...{ opened, onClose: close, centered: true, closeButtonProps: { "aria-label": "Close" } }}
        title="Undo this import?"
      >
        <Stack>
          <Text size="sm">
            All that it has made is removed, unless it was changed since. Each record can be restored
            afterwards.
          </Text>
          {undo.isError ? <UndoRefused error={undo.error} onClose={close} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {undo.isError ? "Close" : "Leave it as it is"}
            </Button>
            <Button color="red" loading={undo.isPending} onClick={() => undo.mutate({ id })}>
              {undo.isError ? "Try again" : "Undo"}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
