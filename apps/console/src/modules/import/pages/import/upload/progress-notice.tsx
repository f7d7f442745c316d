import { Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { SubmitButton } from "../../../../../kit/form/submit-button.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatNumber } from "../../../../../words/format/format.ts";
import { texts as importTexts } from "../texts.en.ts";

type ProgressNoticeProps = {
  title: string;
  /** The current step, announced to screen readers; numbers are not. */
  stage: string;
  done: number;
  /** 0 if unknown. */
  all: number;
  onCancel: () => void;
  isCancelling?: boolean;
};

export function ProgressNotice({
  title,
  stage,
  done,
  all,
  onCancel,
  isCancelling = false,
}: ProgressNoticeProps) {
  const percent = all > 0 ? Math.min(100, Math.floor((100 * done) / all)) : 0;
  return (
    <Paper withBorder p="md" maw={640}>
      <Stack gap="sm">
        <div role="status">
          <Text fw={600}>{title}</Text>
          <Text size="sm">{stage}</Text>
        </div>
        <Progress.Root size="lg">
          <Progress.Section value={percent} aria-label={title} />
        </Progress.Root>
        <Group justify="space-between">
          <Text size="sm" c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
            {all > 0 ? importTexts.doneOf(formatNumber(done), formatNumber(all)) : "\u{A0}"}
          </Text>
          <SubmitButton
            label={commonTexts.cancel}
            variant="default"
            isPending={isCancelling}
            onClick={onCancel}
          />
        </Group>
      </Stack>
    </Paper>
  );
}
