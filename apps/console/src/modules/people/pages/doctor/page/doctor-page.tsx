import type { Assignment, Doctor } from "@caretype/client";
import { Group, Stack, Table, Text, Title } from "@mantine/core";
import { IconUserMinus } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazyPart } from "../../../../../kit/connection/load-code.ts";
import { BackLink } from "../../../../../kit/page/back-link.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { ReadPage } from "../../../../../kit/page/read-page.tsx";
import { RecordTabs } from "../../../../../kit/page/record-tabs.tsx";
import { IconButton } from "../../../../../kit/section/icon-button.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { AsOfForm } from "../../../../../records/history/as-it-was.tsx";
import { FactList } from "../../../../../records/history/fact-list.tsx";
import { linesOf } from "../../../../../records/history/facts.ts";
import { Versions } from "../../../../../records/history/versions.tsx";
import { detailsShown } from "../../../../../records/record/details.tsx";
import { viewsOf } from "../../../../../records/record/field-view.ts";
import { factsOf } from "../../../../../records/record/values.ts";
import { api, queryClient } from "../../../../../session/client/api.ts";
import { useNoteRecent, usePermissions } from "../../../../../session/client/use-practice.ts";
import { Parts, ShownParts } from "../../../../../session/module/parts.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatInstant } from "../../../../../words/format/format.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import { AssignmentsSection } from "../../../records/assignment/assignments-section.tsx";
import { useUnassign } from "../../../records/assignment/use-unassign.ts";
import { doctorFields } from "../../../records/doctor/field-views.ts";
import { texts as doctorTexts, page as texts } from "../../../records/doctor/texts.en.ts";
import { useDoctorRefusal } from "../../../records/doctor/use-doctor-rights.ts";
import { DirectoryNotice } from "../directory-notice.tsx";
import { LoadMeter } from "../list/load-meter.tsx";
import { useWorkload } from "../list/use-workload.ts";
import { undoDoctor } from "../undo-doctor.ts";
import { DoctorActions } from "./doctor-actions.tsx";
import classes from "./doctor-overview.module.css";
import { partsOf } from "./doctor-parts.ts";

const route = getRouteApi("/signed-in/doctors/$id");

export const DoctorPage = () => (
  <ReadPage
    query={useQuery(api.doctor.byId.queryOptions(route.useParams()))}
    title={commonTexts.doctor}
    notFound="DOCTOR_NOT_FOUND"
  >
    {(doctor) => <FoundDoctor doctor={doctor} />}
  </ReadPage>
);

function FoundDoctor({ doctor }: { doctor: Doctor }) {
  const { id } = doctor;
  useNoteRecent("doctor", id);
  const may = usePermissions();
  const refusal = useDoctorRefusal(id);
  const { tab = "overview" } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (next: "overview" | "timeline") =>
    void navigate({ search: next === "timeline" ? { tab: next } : {}, replace: true, resetScroll: false });
  return (
    <Page
      title={commonTexts.doctor}
      heading={
        <>
          {doctor.name}
          <Parts of="badge" with={{ id }} />
        </>
      }
      back={<BackLink to="/doctors">{commonTexts.doctors}</BackLink>}
      actions={<DoctorActions doctor={doctor} />}
    >
      {refusal && may("doctor:update") ? <DirectoryNotice refusal={refusal} /> : null}
      <RecordTabs
        label={commonTexts.doctor}
        open={tab}
        onOpen={open}
        tabs={[
          { name: "overview", label: doctorTexts.page.overview, panel: <DoctorOverview doctor={doctor} /> },
          { name: "timeline", label: doctorTexts.page.timeline, panel: <DoctorTimeline doctor={doctor} /> },
        ]}
      />
    </Page>
  );
}

function DoctorTimeline({ doctor }: { doctor: Doctor }) {
  const { id } = doctor;
  const may = usePermissions();
  const mayChange = useDoctorRefusal(id) === null;
  const query = useInfiniteQuery(
    api.doctor.history.infiniteQueryOptions({ id, limit: 50 }, { staleTime: 0 }),
  );
  const revertTo = (version: number) =>
    undoDoctor.revert(doctor, version, doctorTexts.page.isReverted(doctor.name));
  return (
    <Stack maw="var(--width-reading)">
      <Group justify="space-between" align="start">
        <Title order={2} size="h4">
          {doctorTexts.page.timeline}
        </Title>
        <AsOfForm
          read={async (at) => {
            const then = await queryClient.fetchQuery(
              api.doctor.asOf.queryOptions({ id, at }, { staleTime: 0 }),
            );
            return linesOf(doctorFacts, then);
          }}
        />
      </Group>
      <Versions
        query={query}
        label={doctorTexts.page.timeline}
        id={id}
        words={doctorTexts.timeline}
        factsOf={() => doctorFacts}
        current={doctor}
        revertTo={may("doctor:update") && mayChange ? revertTo : undefined}
      />
    </Stack>
  );
}

const doctorFacts = factsOf(viewsOf(doctorFields));

const AssignPatient = lazyPart(
  () => import("../../../records/assignment/assign-patient.tsx"),
  "AssignPatient",
);

function DoctorOverview({ doctor }: { doctor: Doctor }) {
  const workload = useWorkload([doctor]);
  const details = detailsShown(viewsOf(doctorFields), doctor).filter(({ text }) => text !== null);
  const query = useInfiniteQuery(
    api.assignment.list.infiniteQueryOptions({ doctorId: doctor.id, limit: pageSize }),
  );
  return (
    <Stack>
      <ShownParts parts={partsOf("notice")} with={{ doctorId: doctor.id }} />
      <div className={classes.columns}>
        <Stack>
          <Section title={doctorTexts.page.details}>
            <FactList
              facts={[
                ...(workload
                  ? [
                      {
                        label: doctorTexts.list.patientsHere,
                        text: <LoadMeter patients={workload.patients.get(doctor.id)} most={workload.most} />,
                      },
                    ]
                  : []),
                ...details,
              ]}
            />
          </Section>
          <ShownParts parts={partsOf("details")} with={{ doctorId: doctor.id }} />
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
      <ShownParts parts={partsOf("end")} with={{ doctorId: doctor.id }} />
    </Stack>
  );
}

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
              <AnchorLink
                to="/patients/$id"
                params={{ id: assignment.patientId }}
                size="sm"
                style={{ overflowWrap: "anywhere" }}
              >
                {assignment.patientName}
              </AnchorLink>
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
