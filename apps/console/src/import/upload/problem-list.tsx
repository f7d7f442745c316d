import { Alert, Button, Group, Stack, Table, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { saveFile } from "../../shell/download/save-file.ts";
import type { Problem, Problems } from "../file/protocol.ts";
import { counted } from "./labels.ts";
import classes from "./problem-list.module.css";

/** What is wrong in the files, row by row: the first of it, as a table and as a file. */
export function ProblemList({ problems: { total, first } }: { problems: Problems }) {
  const areOfOne = new Set(first.map(({ file }) => file)).size === 1;
  const headings = [...(areOfOne ? [] : ["File"]), "Line", "Column", "What is wrong"];
  return (
    <Stack gap="xs">
      <Alert color="red" role="alert" title={`${counted(total, ["problem", "problems"])} in the files`}>
        Nothing is imported as long as there is any. Correct them in the files, and choose those again.
      </Alert>
      <Group justify="space-between">
        <Text size="sm">
          {total > first.length
            ? `The first ${first.length} of ${total.toLocaleString("en")}:`
            : "All of them:"}
        </Text>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => void download(first)}
        >
          Download as CSV
        </Button>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard. */}
      <section className={classes.scroll} tabIndex={0} aria-label="Problems, scrolls">
        <Table aria-label="Problems" stickyHeader verticalSpacing={4}>
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
              // biome-ignore lint/suspicious/noArrayIndexKey: they stay in this order, and two can be alike.
              <ProblemRow key={at} problem={problem} hasFile={!areOfOne} />
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
    <Table.Td>{line?.toLocaleString("en")}</Table.Td>
    <Table.Td>{column}</Table.Td>
    <Table.Td>{message}</Table.Td>
  </Table.Tr>
);

async function download(problems: readonly Problem[]): Promise<void> {
  const { default: Papa } = await import("papaparse");
  const rows = problems.map(({ file, line, column, message }) => [file, line, column, message]);
  // What a cell begins with may be a formula to a spreadsheet.
  const text = Papa.unparse(
    { fields: ["file", "line", "column", "problem"], data: rows },
    { escapeFormulae: true },
  );
  saveFile(new Blob(["\u{FEFF}", text, "\r\n"], { type: "text/csv;charset=utf-8" }), "import-problems.csv");
}
