import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { formatNumber } from "../../shell/text/format.ts";
import { counted } from "../upload/labels.ts";
import { ResultTable } from "../upload/result-table.tsx";
import type { InStateProps } from "../upload/use-upload-actions.ts";

type ImportOthersProps = InStateProps & { invalidRows: number };

/** Imports all rows without problems, after saying what happens. */
export function ImportOthersButton({ upload, actions, invalidRows }: ImportOthersProps) {
  const [opened, { open, close }] = useDisclosure();
  const { rows, result } = upload;
  const others = counted(rows - invalidRows, ["row", "rows"]);
  const run = () => {
    close();
    actions.run(invalidRows);
  };
  return (
    <>
      <Button onClick={open} disabled={actions.isPending}>
        Import the other {formatNumber(rows - invalidRows)}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        centered
        closeButtonProps={{ "aria-label": "Close" }}
        title={`Import ${others}?`}
      >
        <Stack>
          <Text size="sm">
            {counted(invalidRows, ["row with problems is", "rows with problems are"])} left out. You can
            download {invalidRows === 1 ? "it" : "them"} now or within a day, correct the file, and import it.
          </Text>
          {result ? <ResultTable result={result} isDone={false} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Cancel
            </Button>
            <Button onClick={run}>Import {others}</Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
