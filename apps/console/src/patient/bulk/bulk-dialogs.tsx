import { Button, Group, List, Progress, Stack, Text } from "@mantine/core";
import { Dialog } from "../../dialog/dialog.tsx";
import { messageOf } from "../../shell/notice/error-notice.tsx";
import { formatNumber } from "../../shell/text/format.ts";
import { Name } from "../../shell/text/name.tsx";
import { countPatients, type Failures, type Running } from "./use-bulk.ts";

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
          {formatNumber(finished)} of {countPatients(total)}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onStop}>
            Stop
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
    <Dialog onClose={onClose} title="Some patients are unchanged">
      <Stack>
        {failed.length > 0 ? (
          <>
            <Text size="sm">The action failed for {countPatients(failed.length)}:</Text>
            <List size="sm" mah={320} style={{ overflowY: "auto" }} tabIndex={0} aria-label="Failed">
              {failed.map(({ patient, error }) => (
                <List.Item key={patient.id}>
                  <Name>{patient.name}</Name>: {messageOf(error)}
                </List.Item>
              ))}
            </List>
          </>
        ) : null}
        {left.length > 0 ? <Text size="sm">It was stopped before {countPatients(left.length)}.</Text> : null}
        <Text size="sm" c="dimmed">
          These patients are still selected, so that you can try again.
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            Close
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
