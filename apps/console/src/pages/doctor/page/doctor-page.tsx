import type { Doctor, DoctorId } from "@caretype/client";
import { Group, Stack, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { BackLink } from "../../../kit/page/back-link.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { ReadPage } from "../../../kit/page/read-page.tsx";
import { RecordTabs } from "../../../kit/page/record-tabs.tsx";
import { cacheDoctor, invalidateDoctors } from "../../../records/doctor/doctor-cache.ts";
import { doctorFields } from "../../../records/doctor/field-views.ts";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { useDoctorRefusal } from "../../../records/doctor/use-doctor-rights.ts";
import { AsOfForm } from "../../../records/history/as-it-was.tsx";
import { entriesOf } from "../../../records/history/entry.ts";
import { linesOf } from "../../../records/history/facts.ts";
import { Timeline, TimelineSkeleton } from "../../../records/history/timeline.tsx";
import { SampleBadge } from "../../../records/practice/sample-data/sample-badge.tsx";
import { viewsOf } from "../../../records/record/field-view.ts";
import { factsOf } from "../../../records/record/values.ts";
import { api, caretype, queryClient } from "../../../session/client/api.ts";
import { useNoteRecent, usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { DirectoryNotice } from "../directory-notice.tsx";
import { undoDoctor } from "../undo-doctor.ts";
import { DoctorActions } from "./doctor-actions.tsx";
import { DoctorOverview } from "./doctor-overview.tsx";

const CalendarLinks = lazyPart(() => import("../calendar-link/calendar-links.tsx"), "CalendarLinks");

const route = getRouteApi("/signed-in/doctors/$id");

export function DoctorPage() {
  const { id } = route.useParams();
  const { tab = "overview" } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(api.doctor.byId.queryOptions({ id }));
  const open = (next: "overview" | "timeline") =>
    void navigate({ search: next === "timeline" ? { tab: next } : {}, replace: true, resetScroll: false });
  return (
    <ReadPage query={query} title={commonTexts.doctor} notFound="DOCTOR_NOT_FOUND">
      {(doctor) => (
        <Page
          title={commonTexts.doctor}
          heading={
            <>
              {doctor.name}
              <SampleBadge id={id} />
            </>
          }
          back={<BackLink to="/doctors">{commonTexts.doctors}</BackLink>}
          actions={<DoctorActions key={id} doctor={doctor} />}
        >
          <NoteRecent key={id} id={id} />
          <ChangeRefusal id={id} />
          <RecordTabs
            label={commonTexts.doctor}
            open={tab}
            onOpen={open}
            tabs={[
              { name: "overview", label: doctorTexts.page.overview, panel: <Overview doctor={doctor} /> },
              {
                name: "timeline",
                label: doctorTexts.page.timeline,
                panel: <DoctorTimeline doctor={doctor} />,
              },
            ]}
          />
        </Page>
      )}
    </ReadPage>
  );
}

/** Links to the calendar are for those who may create them. */
const Overview = ({ doctor }: { doctor: Doctor }) => {
  const may = usePermissions();
  return (
    <Stack>
      <DoctorOverview doctor={doctor} />
      {may("schedule:manage") ? <CalendarLinks key={doctor.id} doctorId={doctor.id} /> : null}
    </Stack>
  );
};

function NoteRecent({ id }: { id: DoctorId }) {
  useNoteRecent("doctor", id);
  return null;
}

/** Shown only to roles that may change doctors. */
function ChangeRefusal({ id }: { id: DoctorId }) {
  const may = usePermissions();
  const refusal = useDoctorRefusal(id);
  return refusal && may("doctor:update") ? <DirectoryNotice refusal={refusal} /> : null;
}

function DoctorTimeline({ doctor }: { doctor: Doctor }) {
  const { id } = doctor;
  const may = usePermissions();
  const mayChange = useDoctorRefusal(id) === null;
  const query = useInfiniteQuery(
    api.doctor.history.infiniteQueryOptions({ id, limit: 50 }, { staleTime: 0 }),
  );
  const versions = query.data?.pages.flatMap(({ items }) => items);
  const revertTo = async (version: number) => {
    try {
      const before = doctor.version;
      const reverted = await caretype.doctor.revert.mutate({ id, version, expectedVersion: before });
      cacheDoctor(reverted);
      notifyDone(doctorTexts.page.isReverted(doctor.name), undoDoctor.update(reverted, before));
    } finally {
      // The refusal can mean that the record has changed.
      void invalidateDoctors();
    }
  };
  const load = () => void query.fetchNextPage();
  const entries =
    versions &&
    entriesOf(versions, {
      id,
      facts: doctorFacts,
      words: doctorTexts.timeline,
      current: doctor,
      revertTo: may("doctor:update") && mayChange ? revertTo : undefined,
    });
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
      {query.isError ? (
        <ErrorNotice
          error={query.error}
          onRetry={query.isFetchNextPageError ? load : () => void query.refetch()}
        />
      ) : null}
      {query.isPending ? <TimelineSkeleton /> : null}
      {entries ? (
        <Timeline
          entries={entries}
          more={query.hasNextPage ? { load, isLoading: query.isFetchingNextPage } : null}
        />
      ) : null}
    </Stack>
  );
}

const doctorFacts = factsOf(viewsOf(doctorFields));
