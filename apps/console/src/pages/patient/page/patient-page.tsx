import type { Patient } from "@caretype/client";
import { Skeleton } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazyPanel, lazyPart } from "../../../kit/connection/load-code.ts";
import { keyProps } from "../../../kit/keys/key-props.ts";
import { Page } from "../../../kit/page/page.tsx";
import { PageSkeleton } from "../../../kit/page/page-skeleton.tsx";
import { ReadPage } from "../../../kit/page/read-page.tsx";
import { RecordTabs } from "../../../kit/page/record-tabs.tsx";
import { DotsButton } from "../../../kit/section/dots-button.tsx";
import { LoadOnClick } from "../../../kit/section/load-on-click.tsx";
import { BookButton } from "../../../records/appointment/book/book-dialog.tsx";
import { texts as historyTexts } from "../../../records/history/texts.en.ts";
import { api } from "../../../session/client/api.ts";
import { useNoteRecent, usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { ButtonLink } from "../../../words/format/links.tsx";
import { PrintSheet } from "../print/print-sheet.tsx";
import { useRemovePatient } from "../removed/use-remove-patient.tsx";
import { PatientAlerts } from "./alerts.tsx";
import { ListLinks, useNeighbors } from "./list-links.tsx";
import { Overview } from "./overview.tsx";
import { PatientHeading, PatientSubtitle } from "./patient-heading.tsx";
import type { PatientTab } from "./patient-search.ts";
import { texts as patientPageTexts } from "./texts.en.ts";

const Visits = lazyPanel(() => import("../../../records/appointment/patient/visits.tsx"), "Visits");
const VisitsLine = lazyPart(
  () => import("../../../records/appointment/patient/visits-line.tsx"),
  "VisitsLine",
);
const Chart = lazyPanel(() => import("../../chart/chart.tsx"), "Chart");
const ChartHeader = lazyPart(
  () => import("../../chart/chart-header.tsx"),
  "ChartHeader",
  <Skeleton h={40} />,
);
const Encounters = lazyPanel(() => import("../../../records/encounter/encounters.tsx"), "Encounters");
const Notes = lazyPanel(() => import("../../../records/note/notes.tsx"), "Notes");
const Vitals = lazyPanel(() => import("../../../records/vital-sign/vitals.tsx"), "Vitals");
const PatientTimeline = lazyPanel(() => import("../timeline/patient-timeline.tsx"), "PatientTimeline");
const AccessReport = lazyPanel(() => import("../access/access-report.tsx"), "AccessReport");
const Duplicates = lazyPanel(() => import("../duplicates/duplicates.tsx"), "Duplicates");
const RemovedPatientPage = lazyPart(
  () => import("../removed/removed-patient-page.tsx"),
  "RemovedPatientPage",
  <PageSkeleton />,
);

const PatientMenu = lazyPanel(() => import("./patient-menu.tsx"), "PatientMenu");

const route = getRouteApi("/signed-in/patients/$id");

/** The page of a patient, also of a removed one. */
export function PatientPage() {
  const { id } = route.useParams();
  const query = useQuery(api.patient.byId.queryOptions({ id }));
  return (
    <ReadPage
      query={query}
      title={commonTexts.patient}
      notFound="PATIENT_NOT_FOUND"
      missing={<RemovedPatientPage key={id} id={id} />}
    >
      {(patient) => <FoundPatient key={id} patient={patient} />}
    </ReadPage>
  );
}

function FoundPatient({ patient }: { patient: Patient }) {
  useNoteRecent("patient", patient.id);
  const neighbors = useNeighbors(patient.id);
  const { tab } = route.useSearch();
  const may = usePermissions();
  const { remove, isPending, dialog } = useRemovePatient(patient);
  return (
    <Page
      title={commonTexts.patient}
      heading={<PatientHeading patient={patient} />}
      subtitle={
        <PatientSubtitle patient={patient}>
          {/* The tab of duplicates shows them itself, and must not shift on a narrow screen. */}
          {tab === "duplicates" ? null : <PatientAlerts patient={patient} />}
          {may("appointment:read") ? <VisitsLine patientId={patient.id} /> : null}
        </PatientSubtitle>
      }
      back={<ListLinks neighbors={neighbors} />}
      actions={
        <>
          <BookButton patientId={patient.id} />
          {may("patient:update") ? (
            <ButtonLink
              variant="default"
              {...keyProps("edit")}
              to="/patients/$id/edit"
              params={{ id: patient.id }}
              leftSection={<IconPencil size={16} aria-hidden />}
            >
              {commonTexts.edit}
            </ButtonLink>
          ) : null}
          <LoadOnClick button={(open) => <DotsButton onClick={open} />}>
            <PatientMenu patient={patient} onRemove={remove} isBusy={isPending && !dialog} />
          </LoadOnClick>
          {dialog}
        </>
      }
    >
      {may("clinical:read") ? <ChartHeader patient={patient} /> : null}
      <PatientTabs patient={patient} />
      <PrintSheet patient={patient} />
    </Page>
  );
}

function PatientTabs({ patient }: { patient: Patient }) {
  const may = usePermissions();
  const { tab = "overview", ...period } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (next: PatientTab | "overview") =>
    void navigate({
      search: next === "overview" ? {} : { tab: next },
      replace: true,
      resetScroll: false,
    });
  return (
    <RecordTabs<PatientTab | "overview">
      label={commonTexts.patient}
      open={tab}
      onOpen={open}
      tabs={[
        { name: "overview", label: patientPageTexts.tabs.overview, panel: <Overview patient={patient} /> },
        ...(may("appointment:read")
          ? [
              {
                name: "appointments" as const,
                label: patientPageTexts.tabs.appointments,
                panel: <Visits patientId={patient.id} />,
              },
            ]
          : []),
        ...(may("clinical:read")
          ? [
              {
                name: "chart" as const,
                label: patientPageTexts.tabs.chart,
                panel: <Chart patient={patient} />,
              },
              {
                name: "encounters" as const,
                label: patientPageTexts.tabs.encounters,
                panel: <Encounters patientId={patient.id} />,
              },
              {
                name: "notes" as const,
                label: patientPageTexts.tabs.notes,
                panel: <Notes patient={patient} />,
              },
              {
                name: "vitals" as const,
                label: patientPageTexts.tabs.vitals,
                panel: <Vitals patient={patient} />,
              },
            ]
          : []),
        { name: "timeline", label: historyTexts.timeline, panel: <PatientTimeline patient={patient} /> },
        // Without permission, only an address leads there. The panel then says so.
        ...(may("audit:read") || tab === "access"
          ? [
              {
                name: "access" as const,
                label: patientPageTexts.tabs.access,
                panel: <AccessReport patientId={patient.id} period={period} />,
              },
            ]
          : []),
        {
          name: "duplicates",
          label: patientPageTexts.tabs.duplicates,
          panel: <Duplicates patient={patient} />,
        },
      ]}
    />
  );
}
