import type { Doctor, DoctorId } from "@caretype/client";
import { isErrorCode } from "@caretype/client";
import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Suspense } from "react";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { BackLink } from "../../../kit/page/back-link.tsx";
import { NotFoundPage } from "../../../kit/page/not-found-page.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { PageSkeleton } from "../../../kit/page/page-skeleton.tsx";
import { RecordTabs } from "../../../kit/page/record-tabs.tsx";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { useDoctorRefusal } from "../../../records/doctor/use-doctor-rights.ts";
import { api } from "../../../session/client/api.ts";
import { useNoteRecent } from "../../../session/client/use-note-recent.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { DirectoryNotice } from "../directory-notice.tsx";
import { DoctorActions } from "./doctor-actions.tsx";
import { DoctorOverview } from "./doctor-overview.tsx";
import { DoctorTimeline } from "./doctor-timeline.tsx";

const CalendarLinks = lazyPart(() => import("../calendar-link/calendar-links.tsx"), "CalendarLinks");

const route = getRouteApi("/signed-in/doctors/$id");

/** A doctor's page. */
export function DoctorPage() {
  const { id } = route.useParams();
  const { tab = "overview" } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: doctor, error, refetch } = useQuery(api.doctor.byId.queryOptions({ id }));
  if (isErrorCode(error, "DOCTOR_NOT_FOUND", "INVALID_INPUT")) return <NotFoundPage />;
  if (!doctor) {
    if (!error) return <PageSkeleton />;
    return (
      <Page title={commonTexts.doctor}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  const open = (next: "overview" | "timeline") =>
    void navigate({ search: next === "timeline" ? { tab: next } : {}, replace: true, resetScroll: false });
  return (
    <Page
      title={commonTexts.doctor}
      heading={doctor.name}
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
      {may("schedule:manage") ? (
        <Suspense>
          <CalendarLinks key={doctor.id} doctorId={doctor.id} />
        </Suspense>
      ) : null}
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
