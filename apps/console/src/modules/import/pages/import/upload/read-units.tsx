import { unitLabel } from "@caretype/chart/unit/labels";
import { requiredLine } from "@caretype/core/kernel/field/schemas";
import { Alert, Group, Stack, Table, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { fieldText, schemaResolver } from "../../../../../kit/form/field-messages.ts";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { formatNumber } from "../../../../../words/format/format.ts";
import { texts as importTexts } from "../texts.en.ts";
import { texts as importUploadTexts } from "./texts.en.ts";
import type { InStateProps } from "./upload-actions.tsx";

const { units: texts, warnings: warningTexts } = importUploadTexts;

const check = schemaResolver(z.object({ unit: requiredLine(50) }));

/** UCUM codes are the same in all languages. */
const exampleUnit = "mmol/L";

/** How units outside UCUM were read. The meaning of others can be set once per file. */
export function ReadUnits({ upload: { table, result }, actions }: InStateProps) {
  const [meanings, setMeanings] = useState<Readonly<Record<string, string>>>({});
  if (!result || result.units.length === 0) return null;
  const entered = Object.entries(meanings).flatMap(([written, unit]) =>
    unit.trim() === "" ? [] : [{ written, unit: unit.trim() }],
  );
  const others = (table?.units ?? []).filter(({ written }) => meanings[written] === undefined);
  return (
    <Stack gap="xs" align="start">
      <Text fw={600}>{texts.title}</Text>
      <Text size="sm">{texts.text}</Text>
      <Table aria-label={texts.title} maw={480} verticalSpacing={4}>
        <Table.Tbody>
          {result.units.map(({ written, unit, rows }) => (
            <Table.Tr key={written}>
              <Table.Th scope="row" fw={400}>
                {written}
              </Table.Th>
              <Table.Td>
                {unit === null && table ? (
                  <TextInput
                    size="xs"
                    aria-label={texts.means(written)}
                    placeholder={exampleUnit}
                    value={meanings[written] ?? ""}
                    error={meanings[written]?.trim() && check({ unit: meanings[written] }).unit}
                    onChange={({ currentTarget: { value } }) =>
                      setMeanings({ ...meanings, [written]: value })
                    }
                  />
                ) : (
                  unitLabel(unit ?? "–")
                )}
              </Table.Td>
              <Table.Td ta="end">{importTexts.rowCount(rows)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {table && entered.length > 0 ? (
        <PlainButton
          label={texts.check}
          loading={actions.isPending}
          disabled={entered.some(({ unit }) => check({ unit }).unit)}
          onClick={() => actions.check({ ...table, units: [...others, ...entered] })}
        />
      ) : null}
    </Stack>
  );
}

/** Imported rows with warnings, and repeated rows. */
export function Warnings({ upload: { result } }: Pick<InStateProps, "upload">) {
  if (!result || result.warnings.total === 0) return null;
  const byMessage = Map.groupBy(result.warnings.first, ({ message }) => message);
  return (
    <Alert color="yellow" role="status" title={warningTexts.title(result.warnings.total)}>
      {[...byMessage].map(([message, all]) => (
        <Group key={message} gap="xs">
          <Text size="sm">{fieldText(message)}.</Text>
          <Text size="sm">
            {warningTexts.lines(
              all.flatMap(({ line }) => (line === null ? [] : formatNumber(line))).join(", "),
            )}
          </Text>
        </Group>
      ))}
    </Alert>
  );
}
