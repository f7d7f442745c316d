import { isErrorCode, type Patient } from "@caretype/client";
import { Skeleton, Stack, Tabs, Text } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Suspense } from "react";
import { api } from "../../api.ts";
import { usePermissions } from "../../session/use-practice.ts";
import { lazyPart } from "../../shell/connection/load-code.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { Page } from "../../shell/page/page.tsx";
import { PageSkeleton } from "../../shell/page/page-skeleton.tsx";
import { NotFoundPage } from "../../shell/route/not-found-page.tsx";
import { ButtonLink } from "../../shell/text/links.tsx";
import { birthText } from "../birth.ts";
import { genderLabels } from "../gender.ts";
import { RemovePatientButton } from "../removed/remove-patient-button.tsx";
import { Overview } from "./overview.tsx";

const PatientTimeline = lazyPart(() => import("../timeline/patient-timeline.tsx"), "PatientTimeline");
const AccessReport = lazyPart(() => import("../access/access-report.tsx"), "AccessReport");
const Duplicates = lazyPart(() => import("../duplicates/duplicates.tsx"), "Duplicates");
const RemovedPatientPage = lazyPart(
  () => import("../removed/removed-patient-page.tsx"),
  "RemovedPatientPage",
);

const route = getRouteApi("/signed-in/patients/$id");

/** The page of a patient, also of a removed one. */
export function PatientPage() {
  const { id } = route.useParams();
  const { data: patient, error, refetch } = useQuery(api.patient.byId.queryOptions({ id }));
  if (isErrorCode(error, "INVALID_INPUT")) return <NotFoundPage />;
  if (isErrorCode(error, "PATIENT_NOT_FOUND")) {
    return (
      <Suspense fallback={<PageSkeleton />}>
        <RemovedPatientPage key={id} id={id} />
      </Suspense>
    );
  }
  if (patient) return <FoundPatient key={id} patient={patient} />;
  if (!error) return <PageSkeleton />;
  return (
    <Page title="Patient">
      <ErrorNotice error={error} onRetry={() => void refetch()} />
    </Page>
  );
}

function FoundPatient({ patient }: { patient: Patient }) {
  const may = usePermissions();
  return (
    <Page
      title="Patient"
      heading={patient.name}
      actions={
        <>
          {may("patient:update") ? (
            <ButtonLink
              variant="default"
              to="/patients/$id/edit"
              params={{ id: patient.id }}
              leftSection={<IconPencil size={16} aria-hidden />}
            >
              Edit
            </ButtonLink>
          ) : null}
          <RemovePatientButton patient={patient} />
        </>
      }
    >
      <Text c="dimmed" mt={-8}>
        {genderLabels[patient.gender]} · {birthText(patient)}
      </Text>
      <PatientTabs patient={patient} />
    </Page>
  );
}

/** Tabs open by Enter, not by arrow keys alone, as each reads the record, which is audited. */
function PatientTabs({ patient }: { patient: Patient }) {
  const may = usePermissions();
  const { tab = "overview", ...period } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (next: string | null) =>
    void navigate({
      search: next === "timeline" || next === "access" || next === "duplicates" ? { tab: next } : {},
      replace: true,
      resetScroll: false,
    });
  return (
    <Tabs value={tab} onChange={open} keepMounted={false} activateTabWithKeyboard={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="overview">Overview</Tabs.Tab>
        <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
        {may("audit:read") ? <Tabs.Tab value="access">Access log</Tabs.Tab> : null}
        <Tabs.Tab value="duplicates">Duplicates</Tabs.Tab>
      </Tabs.List>
      <Suspense fallback={<TabSkeleton />}>
        <Tabs.Panel value="overview">
          <Overview patient={patient} />
        </Tabs.Panel>
        <Tabs.Panel value="timeline">
          <PatientTimeline patient={patient} />
        </Tabs.Panel>
        <Tabs.Panel value="access">
          <AccessReport patientId={patient.id} period={period} />
        </Tabs.Panel>
        <Tabs.Panel value="duplicates">
          <Duplicates patient={patient} />
        </Tabs.Panel>
      </Suspense>
    </Tabs>
  );
}

const TabSkeleton = () => (
  <Stack role="status" aria-label="Loading" aria-busy>
    <Skeleton h={320} />
  </Stack>
);
