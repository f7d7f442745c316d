import type { Assignment, Doctor } from "@caretype/client";
import { Stack, Table, Text } from "@mantine/core";
import { IconUserMinus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { IconButton } from "../../../kit/section/icon-button.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { AssignmentsSection } from "../../../records/assignment/assignments-section.tsx";
import { useUnassign } from "../../../records/assignment/use-unassign.ts";
import { doctorFields } from "../../../records/doctor/field-views.ts";
import { texts as doctorTexts, page as texts } from "../../../records/doctor/texts.en.ts";
import { FactList } from "../../../records/history/fact-list.tsx";
import { detailsShown } from "../../../records/record/details.tsx";
import { viewsOf } from "../../../records/record/field-view.ts";
import { api } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { LoadMeter } from "../list/load-meter.tsx";
import { useWorkload } from "../list/use-workload.ts";
import classes from "./doctor-overview.module.css";

const AssignPatient = lazyPart(
  () => import("../../../records/assignment/assign-patient.tsx"),
  "AssignPatient",
);
const DoctorHours = lazyPart(() => import("../../../records/schedule/hours/doctor-hours.tsx"), "DoctorHours");

export const DoctorOverview = ({ doctor }: { doctor: Doctor }) => {
  const { patients, most } = useWorkload([doctor]);
  const details = detailsShown(viewsOf(doctorFields), doctor).filter(({ text }) => text !== null);
  const query = useInfiniteQuery(
    api.assignment.list.infiniteQueryOptions({ doctorId: doctor.id, limit: pageSize }),
  );
  return (
    <div className={classes.columns}>
      <Stack>
        <Section title={doctorTexts.page.details}>
          <FactList
            facts={[
              {
                label: doctorTexts.list.patientsHere,
                text: <LoadMeter patients={patients.get(doctor.id)} most={most} />,
              },
              ...details,
            ]}
          />
        </Section>
        {usePermissions()("appointment:read") ? <DoctorHours doctorId={doctor.id} /> : null}
      </Stack>
      <AssignmentsSection
        title={texts.patients}
        assign={texts.assign}
        query={query}
        dialog={(state) => <AssignPatient doctorId={doctor.id} {...state} />}
      >
        {(assignments, onUnassign) =>
          assignments.length === 0 ? (
            <Text c="dimmed">{texts.noPatients}</Text>
          ) : (
            <AssignedPatients assignments={assignments} onUnassign={onUnassign} />
          )
        }
      </AssignmentsSection>
    </div>
  );
};

const pageSize = 50;

type AssignedPatientsProps = {
  assignments: readonly Assignment[];
  /** Called before the row disappears, to move the focus. */
  onUnassign: () => void;
};

function AssignedPatients({ assignments, onUnassign }: AssignedPatientsProps) {
  const may = usePermissions();
  const unassign = useUnassign();
  const mayRemove = may("assignment:remove");
  return (
    <Table verticalSpacing="sm" layout="fixed" aria-label={texts.patients}>
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
          <Table.Tr key={assignment.id}>
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
                <IconButton
                  icon={IconUserMinus}
                  color="brand"
                  name={texts.unassignName(assignment.patientName)}
                  onClick={() => {
                    onUnassign();
                    unassign(assignment);
                  }}
                />
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
