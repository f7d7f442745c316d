import type { Patient } from "@caretype/client";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { lazyPanel, lazyPart } from "../../../../../kit/connection/load-code.ts";
import { BesideHost } from "../../../../../kit/dialog/beside.tsx";
import { keyProps } from "../../../../../kit/keys/key-props.ts";
import { Page } from "../../../../../kit/page/page.tsx";
import { PageSkeleton } from "../../../../../kit/page/page-skeleton.tsx";
import { ReadPage } from "../../../../../kit/page/read-page.tsx";
import { RecordTabs } from "../../../../../kit/page/record-tabs.tsx";
import { DotsButton } from "../../../../../kit/section/icon-button.tsx";
import { LoadOnClick } from "../../../../../kit/section/load-on-click.tsx";
import { api } from "../../../../../session/client/api.ts";
import { useNoteRecent, usePermissions } from "../../../../../session/client/use-practice.ts";
import type { PatientTab } from "../../../../../session/module/manifest.ts";
import { patientTabs } from "../../../../../session/module/modules.ts";
import { ShownParts } from "../../../../../session/module/parts.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { PlainLink } from "../../../../../words/format/links.tsx";
import { colorOf } from "../../../records/patient/initials.tsx";
import { useRemovePatient } from "../removed/use-remove-patient.tsx";
import { ListLinks, useNeighbors } from "./list-links.tsx";
import { PatientAlerts, PatientHeading, PatientSubtitle } from "./patient-heading.tsx";
import { partsOf } from "./patient-parts.ts";
import { texts as patientPageTexts } from "./texts.en.ts";
import { Who } from "./who.tsx";
import classes from "./workspace.module.css";

const PatientTimeline = lazyPanel(() => import("../timeline/patient-timeline.tsx"), "PatientTimeline");
const AccessReport = lazyPanel(() => import("../access/access-report.tsx"), "AccessReport");
const Duplicates = lazyPanel(() => import("../duplicates/duplicates.tsx"), "Duplicates");
const RemovedPatientPage = lazyPart(
  () => import("../removed/removed-patient-page.tsx"),
  "RemovedPatientPage",
  <PageSkeleton />,
);

const PrintSheet = lazyPart(() => import("../print/print-sheet.tsx"), "PrintSheet");

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
      missing={<RemovedPatientPage id={id} />}
    >
      {(patient) => <FoundPatient patient={patient} />}
    </ReadPage>
  );
}

/** Identity on the left, content in the middle, forms on the right. */
function FoundPatient({ patient }: { patient: Patient }) {
  useNoteRecent("patient", patient.id);
  const neighbors = useNeighbors(patient.id);
  const { tab } = route.useSearch();
  const may = usePermissions();
  const { remove, isPending, dialog } = useRemovePatient(patient);
  const [host, setHost] = useState<HTMLElement | null>(null);
  return (
    <BesideHost value={host}>
      <Page
        title={commonTexts.patient}
        heading={<PatientHeading patient={patient} />}
        subtitle={
          <PatientSubtitle patient={patient}>
            {/* The duplicates tab shows them itself, and must not shift on a narrow screen. */}
            {tab === "duplicates" ? null : <PatientAlerts patient={patient} />}
            <ShownParts parts={partsOf("subtitle")} with={{ patient }} />
          </PatientSubtitle>
        }
        back={<ListLinks neighbors={neighbors} />}
        actions={
          <>
            <ShownParts parts={partsOf("actions")} with={{ patient }} />
            {may("patient:update") ? (
              <PlainLink
                label={commonTexts.edit}
                {...keyProps("edit")}
                to="/patients/$id/edit"
                params={{ id: patient.id }}
                leftSection={<IconPencil size={16} aria-hidden />}
              />
            ) : null}
            <LoadOnClick button={(open) => <DotsButton onClick={open} />}>
              <PatientMenu patient={patient} onRemove={remove} isBusy={isPending && !dialog} />
            </LoadOnClick>
            {dialog}
          </>
        }
      >
        <ShownParts parts={partsOf("header")} with={{ patient }} />
        <div className={classes.workspace} style={colorOf(patient)}>
          <aside className={classes.who} aria-label={patientPageTexts.who}>
            <Who patient={patient} />
          </aside>
          <div className={classes.beside} ref={setHost} />
          <div className={classes.main}>
            <PatientTabs patient={patient} />
          </div>
        </div>
        <ShownParts parts={partsOf("end")} with={{ patient }} />
        <PrintSheet patient={patient} />
      </Page>
    </BesideHost>
  );
}

function PatientTabs({ patient }: { patient: Patient }) {
  const may = usePermissions();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const offered = patientTabs.filter(({ needs }) => may(needs));
  const first = offered[0]?.name ?? "timeline";
  const tab = search.tab ?? first;
  const open = (next: PatientTab) =>
    void navigate({ search: next === first ? {} : { tab: next }, replace: true, resetScroll: false });
  return (
    <RecordTabs<PatientTab>
      label={commonTexts.patient}
      open={tab === "access" || tab === "duplicates" ? "timeline" : tabAt(tab)}
      onOpen={open}
      tabs={[
        ...offered.map(({ name, label, Panel }) => ({
          name,
          label,
          panel: <Panel key={tab} patient={patient} tab={tab} />,
        })),
        {
          name: "timeline",
          label: patientPageTexts.tabs.history,
          panel: <History patient={patient} tab={tab} onOpen={open} />,
        },
      ]}
    />
  );
}

/** The open tab of an address: some have several. */
const tabAt = (tab: PatientTab) => patientTabs.find(({ also }) => also?.includes(tab))?.name ?? tab;

type HistoryProps = { patient: Patient; tab: PatientTab; onOpen: (tab: PatientTab) => void };

/** The record's changes, readers and duplicates. */
function History({ patient, tab, onOpen }: HistoryProps) {
  const may = usePermissions();
  const { from, until } = route.useSearch();
  const texts = patientPageTexts.tabs;
  return (
    <RecordTabs<PatientTab>
      label={texts.history}
      open={tab}
      onOpen={onOpen}
      tabs={[
        { name: "timeline", label: texts.changes, panel: <PatientTimeline patient={patient} /> },
        // Without permission, only an address leads there. The panel then says so.
        (may("audit:read") || tab === "access") && {
          name: "access",
          label: texts.access,
          panel: <AccessReport patientId={patient.id} period={{ from, until }} />,
        },
        { name: "duplicates", label: texts.duplicates, panel: <Duplicates patient={patient} /> },
      ]}
    />
  );
}
