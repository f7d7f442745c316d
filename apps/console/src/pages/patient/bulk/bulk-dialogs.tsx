import { Button, Group, List, Progress, Stack, Text } from "@mantine/core";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { messageOf } from "../../../kit/notice/error-notice.tsx";
import { commonTexts } from "../../../words/common/common.ts";
import { texts as patientBulkTexts } from "./texts.en.ts";
import type { Failures, Running } from "./use-bulk.ts";

const texts = patientBulkTexts.failures;

/** Shows how far an action for several patients is. It can be stopped between two patients. */
export function RunningDialog({ running, onStop }: { running: Running; onStop: () => void }) {
  const { title, finished, total } = running;
  return (
    <Dialog
      onClose={onStop}
      title={title}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack>
        <Progress value={(100 * finished) / total} aria-label={title} />
        <Text size="sm" role="status">
          {patientBulkTexts.bulk.progress(finished, total)}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onStop}>
            {patientBulkTexts.bulk.stop}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** Names the patients for whom an action failed, and why. They stay selected. */
export function FailuresDialog({ failures, onClose }: { failures: Failures; onClose: () => void }) {
  const { failed, left } = failures;
  return (
    <Dialog onClose={onClose} title={texts.title}>
      <Stack>
        {failed.length > 0 ? (
          <>
            <Text size="sm">{texts.failedFor(failed.length)}</Text>
            <List size="sm" mah={320} style={{ overflowY: "auto" }} tabIndex={0} aria-label={texts.list}>
              {failed.map(({ patient, error }) => (
                <List.Item key={patient.id}>{texts.because(patient.name, messageOf(error))}</List.Item>
              ))}
            </List>
          </>
        ) : null}
        {left.length > 0 ? <Text size="sm">{texts.stoppedBefore(left.length)}</Text> : null}
        <Text size="sm" c="dimmed">
          {texts.areSelected}
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {commonTexts.close}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
