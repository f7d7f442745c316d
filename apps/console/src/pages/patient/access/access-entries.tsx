import type { AccessReportEntry, PatientId } from "@caretype/client";
import { Badge, Paper, Table, Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useMemo } from "react";
import { formatInstantWithOffset } from "../../../words/format/format.ts";
import { FactList } from "../../../words/format/name.tsx";
import { Actor } from "../../audit/actor.tsx";
import { describeRow, type FoldedRow, foldEntries } from "../../audit/fold-entries.ts";
import { useFolds } from "../../audit/use-folds.ts";
import { access as texts } from "../page/texts.en.ts";
import classes from "./access-entries.module.css";

type AccessEntriesProps = { entries: readonly AccessReportEntry[]; patientId: PatientId };

type Row = FoldedRow<AccessReportEntry>;

export function AccessEntries({ entries, patientId }: AccessEntriesProps) {
  const { open, toggle } = useFolds();
  const rows = useMemo(() => {
    // Entries have no id, and their order is fixed.
    const places = new Map(entries.map((entry, index) => [entry, String(index)]));
    const keyOf = (entry: AccessReportEntry) => places.get(entry) ?? "";
    return foldEntries(entries, { keyOf, recordsOf: ({ patientId: id }) => [id], open });
  }, [entries, open]);
  if (entries.length === 0) return null;
  return (
    <Paper withBorder radius="md">
      <Table verticalSpacing="xs" aria-label={texts.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th visibleFrom="lg" w={215}>
              {texts.when}
            </Table.Th>
            <Table.Th>{texts.what}</Table.Th>
            <Table.Th visibleFrom="lg" w={170}>
              {texts.from}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Td visibleFrom="lg" className={classes.action} ps={row.isNested ? "xl" : undefined}>
                {formatInstantWithOffset(row.entry.at)}
              </Table.Td>
              <Table.Td className={classes.action}>
                <Text hiddenFrom="lg" size="sm" c="dimmed">
                  <FactList facts={[formatInstantWithOffset(row.entry.at), row.entry.address]} />
                </Text>
                <AccessCell
                  row={row}
                  isOfMerged={row.entry.patientId !== patientId}
                  onToggle={() => toggle(row.key)}
                />
              </Table.Td>
              <Table.Td visibleFrom="lg" className={classes.action}>
                {row.entry.address}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function AccessCell({ row, isOfMerged, onToggle }: { row: Row; isOfMerged: boolean; onToggle: () => void }) {
  const { entry, fold } = row;
  const description = describeRow(row);
  const what = isOfMerged ? texts.ofMerged(description) : description;
  const Chevron = fold?.isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <Text size="sm" fw={500}>
        <Actor entry={entry} />
      </Text>
      {fold ? (
        <UnstyledButton className={classes.fold} aria-expanded={fold.isOpen} onClick={onToggle}>
          {what}
          <Chevron size={16} aria-hidden />
        </UnstyledButton>
      ) : (
        <Text size="sm">{what}</Text>
      )}
      {entry.outcome === "ok" ? null : (
        <Badge variant="default" size="sm">
          {texts.refused}
        </Badge>
      )}
    </>
  );
}
