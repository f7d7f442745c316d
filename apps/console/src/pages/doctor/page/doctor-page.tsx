import type { Doctor } from "@caretype/client";
import { Group, Stack, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { BackLink } from "../../../kit/page/back-link.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { ReadPage } from "../../../kit/page/read-page.tsx";
import { RecordTabs } from "../../../kit/page/record-tabs.tsx";
import { doctorFields } from "../../../records/doctor/field-views.ts";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { useDoctorRefusal } from "../../../records/doctor/use-doctor-rights.ts";
import { AsOfForm } from "../../../records/history/as-it-was.tsx";
import { linesOf } from "../../../records/history/facts.ts";
import { Versions } from "../../../records/history/versions.tsx";
import { SampleBadge } from "../../../records/practice/sample-data/sample-badge.tsx";
import { viewsOf } from "../../../records/record/field-view.ts";
import { factsOf } from "../../../records/record/values.ts";
import { api, queryClient } from "../../../session/client/api.ts";
import { useNoteRecent, usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { DirectoryNotice } from "../directory-notice.tsx";
import { undoDoctor } from "../undo-doctor.ts";
import { DoctorActions } from "./doctor-actions.tsx";
import { DoctorOverview } from "./doctor-overview.tsx";

const CalendarLinks = lazyPart(() => import("../calendar-link/calendar-links.tsx"), "CalendarLinks");

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
          <SampleBadge id={id} />
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
          { name: "overview", label: doctorTexts.page.overview, panel: <Overview doctor={doctor} /> },
          { name: "timeline", label: doctorTexts.page.timeline, panel: <DoctorTimeline doctor={doctor} /> },
        ]}
      />
    </Page>
  );
}

/** Links to the calendar are for those who may create them. */
const Overview = ({ doctor }: { doctor: Doctor }) => {
  const may = usePermissions();
  return (
    <Stack>
      <DoctorOverview doctor={doctor} />
      {may("schedule:manage") ? <CalendarLinks doctorId={doctor.id} /> : null}
    </Stack>
  );
};

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
