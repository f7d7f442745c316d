import type { Assignment } from "@caretype/client";
import { ActionIcon, Table, Text } from "@mantine/core";
import { IconUserMinus } from "@tabler/icons-react";
import { isProvisional } from "../../../records/assignment/provisional-assignment.ts";
import { useUnassign } from "../../../records/assignment/use-unassign.ts";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { AnchorLink } from "../../../words/format/links.tsx";

const texts = doctorTexts.page;

type AssignedPatientsProps = {
  assignments: readonly Assignment[];
  /** Called before the row disappears, to move the focus. */
  onUnassign: () => void;
};

export function AssignedPatients({ assignments, onUnassign }: AssignedPatientsProps) {
  const may = usePermissions();
  const unassign = useUnassign();
  const mayRemove = may("assignment:remove");
  return (
    <Table verticalSpacing="sm" layout="fixed" aria-labelledby="patients-of-doctor">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{commonTexts.patient}</Table.Th>
          <Table.Th>{texts.reason}</Table.Th>
          <Table.Th visibleFrom="xl" w={180}>
            {texts.since}
          </Table.Th>
          {mayRemove ? (
            <Table.Th w={92}>
              <Text span size="xs" c="dimmed">
                {texts.unassign}
              </Text>
            </Table.Th>
          ) : null}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {assignments.map((assignment) => (
          <Table.Tr key={assignment.id} opacity={isProvisional(assignment) ? 0.8 : 1}>
            <Table.Td>
              <PatientLink assignment={assignment} />
            </Table.Td>
            <Table.Td>
              <Text size="sm" lineClamp={2}>
                {assignment.reasonForVisit}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="xl">{formatInstant(assignment.assignedAt)}</Table.Td>
            {mayRemove ? (
              <Table.Td>
                <ActionIcon
                  variant="subtle"
                  aria-label={texts.unassignName(assignment.patientName)}
                  disabled={isProvisional(assignment)}
                  onClick={() => {
                    onUnassign();
                    unassign(assignment);
                  }}
                >
                  <IconUserMinus size={18} aria-hidden />
                </ActionIcon>
              </Table.Td>
            ) : null}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const PatientLink = ({ assignment: { patientId, patientName } }: { assignment: Assignment }) => (
  <AnchorLink to="/patients/$id" params={{ id: patientId }} size="sm" style={{ overflowWrap: "anywhere" }}>
    {patientName}
  </AnchorLink>
);
