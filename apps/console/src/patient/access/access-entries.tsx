import type { AccessReportEntry, PatientId } from "@caretype/client";
import { Badge, Paper, Table, Text } from "@mantine/core";
import { Actor } from "../../audit/actor.tsx";
import { formatInstant } from "../../shell/text/format.ts";
import classes from "./access-entries.module.css";

type AccessEntriesProps = { entries: readonly AccessReportEntry[]; patientId: PatientId };

export function AccessEntries({ entries, patientId }: AccessEntriesProps) {
  if (entries.length === 0) return null;
  return (
    <Paper withBorder radius="md">
      <Table verticalSpacing="xs" aria-label="Access log">
        <Table.Thead>
          <Table.Tr>
            <Table.Th visibleFrom="sm" w={170}>
              When
            </Table.Th>
            <Table.Th>Who did what</Table.Th>
            <Table.Th visibleFrom="sm" w={170}>
              From
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id, and their order is fixed.
            <Table.Tr key={index}>
              <Table.Td visibleFrom="sm" className={classes.action}>
                {formatInstant(entry.at)}
              </Table.Td>
              <Table.Td className={classes.action}>
                <Text hiddenFrom="sm" size="sm" c="dimmed">
                  {formatInstant(entry.at)}
                </Text>
                <AccessCell entry={entry} isOfMerged={entry.patientId !== patientId} />
              </Table.Td>
              <Table.Td visibleFrom="sm" className={classes.action}>
                {entry.address}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function AccessCell({ entry, isOfMerged }: { entry: AccessReportEntry; isOfMerged: boolean }) {
  const { what, outcome } = entry;
  return (
    <>
      <Text size="sm" fw={600}>
        <Actor entry={entry} />
      </Text>
      <Text size="sm">
        {what}
        {isOfMerged ? " (of a patient merged into this one)" : ""}
      </Text>
      {outcome === "ok" ? null : (
        <Badge variant="default" tt="none" size="sm">
          Refused
        </Badge>
      )}
    </>
  );
}
