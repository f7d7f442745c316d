import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { commonTexts } from "../../../words/common/common.ts";
import { formatNumber } from "../../../words/format/format.ts";
import { ResultTable } from "../upload/result-table.tsx";
import { texts as importUploadTexts } from "../upload/texts.en.ts";
import type { InStateProps } from "../upload/use-upload-actions.ts";

const { others: texts } = importUploadTexts;

type ImportOthersProps = InStateProps & { invalidRows: number };

/** Imports all rows without problems, after saying what happens. */
export function ImportOthersButton({ upload, actions, invalidRows }: ImportOthersProps) {
  const [opened, { open, close }] = useDisclosure();
  const { rows, result } = upload;
  const others = rows - invalidRows;
  const run = () => {
    close();
    actions.run(invalidRows);
  };
  return (
    <>
      <Button onClick={open} disabled={actions.isPending}>
        {texts.button(formatNumber(others))}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        centered
        closeButtonProps={{ "aria-label": commonTexts.close }}
        title={texts.title(others)}
      >
        <Stack>
          <Text size="sm">{texts.text(invalidRows)}</Text>
          {result ? <ResultTable result={result} isDone={false} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {commonTexts.cancel}
            </Button>
            <Button onClick={run}>{texts.confirm(others)}</Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
