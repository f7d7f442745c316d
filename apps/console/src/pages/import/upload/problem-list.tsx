import { Alert, Group, Stack, Table, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { fieldText } from "../../../kit/form/field-messages.ts";
import { SmallButton } from "../../../kit/theme/plain-button.tsx";
import { csvBlob } from "../../../session/download/csv-blob.ts";
import { saveFile } from "../../../session/download/save-file.ts";
import { formatNumber } from "../../../words/format/format.ts";
import type { Problem, Problems } from "../file/protocol.ts";
import classes from "./problem-list.module.css";
import { problems as texts } from "./texts.en.ts";

/** The first problems of the files, as a table and as a CSV download. */
export function ProblemList({ problems: { total, first } }: { problems: Problems }) {
  const isSingleFile = new Set(first.map(({ file }) => file)).size === 1;
  const headings = [...(isSingleFile ? [] : [texts.file]), texts.line, texts.column, texts.problem];
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
        <Table aria-label={texts.label} stickyHeader verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              {headings.map((heading) => (
                <Table.Th key={heading} scope="col">
                  {heading}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {first.map((problem, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the order is fixed, and items can be equal.
              <ProblemRow key={at} problem={problem} hasFile={!isSingleFile} />
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </Stack>
  );
}

type ProblemRowProps = { problem: Problem; hasFile: boolean };

const ProblemRow = ({ problem: { file, line, column, message }, hasFile }: ProblemRowProps) => (
  <Table.Tr>
    {hasFile ? <Table.Td>{file}</Table.Td> : null}
    <Table.Td>{line === null || line === undefined ? null : formatNumber(line)}</Table.Td>
    <Table.Td>{column}</Table.Td>
    <Table.Td>{fieldText(message)}</Table.Td>
  </Table.Tr>
);

async function download(problems: readonly Problem[]): Promise<void> {
  const rows = problems.map(({ file, line, column, message }) => [file, line, column, fieldText(message)]);
  saveFile(await csvBlob({ fields: texts.headings, data: rows }), texts.fileName);
}
