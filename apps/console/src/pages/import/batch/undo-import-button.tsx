import type { ImportId } from "@caretype/client";
import { Button, type ButtonProps, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useSingleMutation } from "../../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { SmallButton } from "../../../kit/section/small-button.tsx";
import { api } from "../../../session/client/api.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { undo as texts } from "../texts.en.ts";
import type { Batch } from "../upload/labels.ts";
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
  name = texts.label,
  failure = null,
  ...props
}: UndoImportButtonProps) {
  const [opened, { open, close }] = useDisclosure();
  const undo = useSingleMutation(
    api.import.undo.mutationOptions({
      onSuccess: ({ state, clinicalRecords, patients, doctors, assignments, appointments }) => {
        close();
        const records = clinicalRecords.reduce((sum, { count }) => sum + count, 0);
        const removed = patients + doctors + assignments + appointments + records;
        notifyDone(state === "undoing" ? texts.hasBegun : texts.hasEnded(removed));
        invalidateImports();
      },
    }),
  );
  const done = undo.data?.state === "undoing" ? texts.isRunning : texts.isDone;
  // A failed undo can be retried.
  const isAsked = undo.isSuccess && !failure;
  const ask = () => {
    undo.reset();
    open();
  };
  return (
    <>
      <SmallButton
        label={isAsked ? done : texts.button}
        name={isAsked ? undefined : name}
        {...props}
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        onClick={ask}
        disabled={isAsked}
      />
      <Dialog opened={opened} onClose={close} title={texts.title}>
        <Stack>
          <Text size="sm">{texts.text}</Text>
          {undo.isError ? <UndoRefused error={undo.error} onClose={close} /> : null}
          {undo.isIdle && failure ? <UndoFailed {...failure} onClose={close} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {undo.isError ? commonTexts.close : commonTexts.cancel}
            </Button>
            <Button color="danger" loading={undo.isPending} onClick={() => undo.mutate({ id })}>
              {undo.isError || failure ? commonTexts.tryAgain : texts.button}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
