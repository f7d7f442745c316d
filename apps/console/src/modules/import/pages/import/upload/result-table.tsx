import { Table, Text } from "@mantine/core";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatNumber } from "../../../../../words/format/format.ts";
import { texts as importTexts } from "../texts.en.ts";
import type { Upload } from "./labels.ts";
import { result as texts } from "./texts.en.ts";

type Result = NonNullable<Upload["result"]>;

const kinds = [
  { key: "patients", label: commonTexts.patients },
  { key: "doctors", label: commonTexts.doctors },
  { key: "assignments", label: importTexts.assignments },
  { key: "appointments", label: importTexts.appointments },
] as const;

type Counts = Result["clinicalRecords"][number];

/** Some rows are no separate record. */
const hasOtherRows = ({ joined, repeated, refused }: Counts) => joined + repeated + refused > 0;

const rowsText = ({ kind, rows, joined, repeated, refused }: Counts) =>
  [
    texts.countOf(importTexts.records[kind], formatNumber(rows)),
    ...(joined > 0 ? [texts.joined(formatNumber(joined))] : []),
    ...(repeated > 0 ? [texts.repeated(formatNumber(repeated))] : []),
    ...(refused > 0 ? [texts.refused(formatNumber(refused))] : []),
  ].join(", ");

const rowsOf = (result: Result) => [
  ...kinds.map(({ key, label }) => ({ key, label, ...result[key] })),
  ...result.clinicalRecords.map(({ kind, imported, present }) => ({
    key: kind,
    label: importTexts.records[kind],
    imported,
    present,
  })),
];

export const newIn = (result: Result): number =>
  rowsOf(result).reduce((sum, { imported }) => sum + imported, 0);

/** The number of imported records, or of those to be imported. */
export function ResultTable({ result, isDone }: { result: Result; isDone: boolean }) {
  const rows = rowsOf(result);
  const counted = rows.filter(({ imported, present }) => imported + present > 0);
  const shown = counted.length > 0 ? counted : rows.slice(0, 1);
  return (
    <>
      <Table aria-label={texts.label} maw={480} style={{ fontVariantNumeric: "tabular-nums" }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{texts.records}</Table.Th>
            <Table.Th scope="col" ta="end">
              {isDone ? texts.imported : texts.new}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {texts.existing}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ key, label, imported, present }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" fw={400}>
                {label}
              </Table.Th>
              <Table.Td ta="end">{formatNumber(imported)}</Table.Td>
              <Table.Td ta="end">{formatNumber(present)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {result.clinicalRecords.filter(hasOtherRows).map((counts) => (
        <Text key={counts.kind} size="sm">
          {rowsText(counts)}
        </Text>
      ))}
      <Dimmed>{texts.unchanged}</Dimmed>
    </>
  );
}
