import { Alert, Group, Stack, Table, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { fieldText } from "../../../../../kit/form/field-messages.ts";
import { SmallButton } from "../../../../../kit/theme/plain-button.tsx";
import { csvBlob } from "../../../../../session/download/csv-blob.ts";
import { saveFile } from "../../../../../session/download/save-file.ts";
import { formatNumber } from "../../../../../words/format/format.ts";
import type { Problem, Problems } from "../file/protocol.ts";
import classes from "./problem-list.module.css";
import { problems as texts } from "./texts.en.ts";

/** The first problems of the files, as a table and a CSV download. */
export function ProblemList({ problems: { total, first } }: { problems: Problems }) {
  const isSingleFile = new Set(first.map(({ file }) => file)).size === 1;
  const head = [...(isSingleFile ? [] : [texts.file]), texts.line, texts.column, texts.problem];
  const body = first.map(({ file, line, column, message }) => [
    ...(isSingleFile ? [] : [file]),
    line === null || line === undefined ? null : formatNumber(line),
    column,
    fieldText(message),
  ]);
  return (
    <Stack gap="xs">
      <Alert color="danger" role="alert" title={texts.title(total)}>
        {texts.text}
      </Alert>
      <Group justify="space-between">
        <Text size="sm">
          {total > first.length ? texts.first(formatNumber(first.length), formatNumber(total)) : texts.all}
        </Text>
        <SmallButton
          label={texts.download}
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => void download(first)}
        />
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable areas must be reachable by keyboard. */}
      <section className={classes.scroll} tabIndex={0} aria-label={texts.labelScrolls}>
        <Table aria-label={texts.label} stickyHeader verticalSpacing={4} data={{ head, body }} />
      </section>
    </Stack>
  );
}

async function download(problems: readonly Problem[]): Promise<void> {
  const rows = problems.map(({ file, line, column, message }) => [file, line, column, fieldText(message)]);
  saveFile(await csvBlob({ fields: texts.headings, data: rows }), texts.fileName);
}
