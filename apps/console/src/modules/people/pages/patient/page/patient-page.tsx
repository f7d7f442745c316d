import type { NoteDraftId, Patient } from "@caretype/client";
import { Skeleton } from "@mantine/core";
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
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../../session/client/api.ts";
import { useNoteRecent, usePermissions } from "../../../../../session/client/use-practice.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { PlainLink } from "../../../../../words/format/links.tsx";
import { AddNote } from "../../../../chart/records/note/add-note.tsx";
import { texts as vitalTexts } from "../../../../chart/records/vital-sign/texts.en.ts";
import { BookButton } from "../../../../scheduling/records/appointment/book/book-dialog.tsx";
import { colorOf } from "../../../records/patient/initials.tsx";
import { useRemovePatient } from "../removed/use-remove-patient.tsx";
import { ListLinks, useNeighbors } from "./list-links.tsx";
import { PatientAlerts, PatientHeading, PatientSubtitle } from "./patient-heading.tsx";
import type { PatientTab } from "./patient-search.ts";
import { texts as patientPageTexts } from "./texts.en.ts";
import { Who } from "./who.tsx";
import classes from "./workspace.module.css";

const Visits = lazyPanel(
  () => import("../../../../scheduling/records/appointment/patient/visits.tsx"),
  "Visits",
);
const VisitsLine = lazyPart(
  () => import("../../../../scheduling/records/appointment/patient/visits-line.tsx"),
  "VisitsLine",
);
const Records = lazyPanel(() => import("../../../../chart/pages/chart/records.tsx"), "Records");
const ChartHeader = lazyPart(
  () => import("../../../../chart/pages/chart/chart-header.tsx"),
  "ChartHeader",
  <Skeleton h={40} />,
);
const Notes = lazyPanel(() => import("../../../../chart/records/note/notes.tsx"), "Notes");
const Vitals = lazyPanel(() => import("../../../../chart/records/vital-sign/vitals.tsx"), "Vitals");
const PatientTimeline = lazyPanel(() => import("../timeline/patient-timeline.tsx"), "PatientTimeline");
const AccessReport = lazyPanel(() => import("../access/access-report.tsx"), "AccessReport");
const Duplicates = lazyPanel(() => import("../duplicates/duplicates.tsx"), "Duplicates");
const RemovedPatientPage = lazyPart(
  () => import("../removed/removed-patient-page.tsx"),
  "RemovedPatientPage",
  <PageSkeleton />,
);

const DraftPanel = lazyPart(() => import("../../../../chart/records/note/draft-panel.tsx"), "DraftPanel");
const PrintSheet = lazyPart(() => import("../print/print-sheet.tsx"), "PrintSheet");
const NewVitals = lazyPart(() => import("../../../../chart/records/vital-sign/new-vitals.tsx"), "NewVitals");

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

/** Who it is on the left, what one reads in the middle, and what one writes on the right. */
function FoundPatient({ patient }: { patient: Patient }) {
  useNoteRecent("patient", patient.id);
  const neighbors = useNeighbors(patient.id);
  const { tab, note } = route.useSearch();
  const may = usePermissions();
  const { remove, isPending, dialog } = useRemovePatient(patient);
  const [host, setHost] = useState<HTMLElement | null>(null);
  const [draft, setDraft] = useState<readonly NoteDraftId[]>([]);
  const write = (id: NoteDraftId) => setDraft([id]);
  const [isMeasuring, setMeasuring] = useState(false);
  const mayWrite = may("clinical:write");
  return (
    <BesideHost value={host}>
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
            {mayWrite ? (
              <>
                <AddNote patientId={patient.id} asked={note} onBegun={write} />
                <PlainButton label={vitalTexts.add} onClick={() => setMeasuring(true)} />
              </>
            ) : null}
            <BookButton patientId={patient.id} />
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
        {may("clinical:read") ? <ChartHeader key={patient.id} patient={patient} /> : null}
        <div className={classes.workspace} style={colorOf(patient)}>
          <aside className={classes.who} aria-label={patientPageTexts.who}>
            <Who patient={patient} />
          </aside>
          <div className={classes.beside} ref={setHost} />
          <div className={classes.main}>
            <PatientTabs patient={patient} draft={draft} onWrite={write} />
          </div>
        </div>
        {draft.length === 0 ? null : (
          <DraftPanel
            key={draft[0]}
            ids={draft}
            patient={patient}
            onOpen={write}
            onMade={(id) => setDraft((ids) => (ids.length === 0 ? ids : [...ids, id]))}
            onClose={() => setDraft([])}
          />
        )}
        {isMeasuring ? <NewVitals patient={patient} onClose={() => setMeasuring(false)} /> : null}
        <PrintSheet patient={patient} />
      </Page>
    </BesideHost>
  );
}

type PatientTabsProps = {
  patient: Patient;
  /** The ids of the draft that is written beside the tabs. */
  draft: readonly NoteDraftId[];
  onWrite: (id: NoteDraftId) => void;
};

/** The tab of each address. Those of one page within a tab have their own. */
const tabOf = (tab: PatientTab) =>
  tab === "encounters" ? "chart" : tab === "access" || tab === "duplicates" ? "timeline" : tab;

function PatientTabs({ patient, draft, onWrite }: PatientTabsProps) {
  const may = usePermissions();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayReadChart = may("clinical:read");
  const first = mayReadChart ? "chart" : may("appointment:read") ? "appointments" : "timeline";
  const tab = search.tab ?? first;
  const open = (next: PatientTab) =>
    void navigate({ search: next === first ? {} : { tab: next }, replace: true, resetScroll: false });
  const { id } = patient;
  const texts = patientPageTexts.tabs;
  return (
    <RecordTabs<PatientTab>
      label={commonTexts.patient}
      open={tabOf(tab)}
      onOpen={open}
      tabs={[
        mayReadChart && {
          name: "chart",
          label: texts.chart,
          panel: <Records key={tab} patientId={id} {...(tab === "encounters" && { kinds: ["encounter"] })} />,
        },
        mayReadChart && {
          name: "notes",
          label: texts.notes,
          panel: <Notes patient={patient} opened={draft} onOpen={onWrite} />,
        },
        mayReadChart && { name: "vitals", label: texts.vitals, panel: <Vitals patient={patient} /> },
        may("appointment:read") && {
          name: "appointments",
          label: texts.appointments,
          panel: <Visits patientId={id} />,
        },
        {
          name: "timeline",
          label: texts.history,
          panel: <History patient={patient} tab={tab} onOpen={open} />,
        },
      ]}
    />
  );
}

type HistoryProps = { patient: Patient; tab: PatientTab; onOpen: (tab: PatientTab) => void };

/** What was changed of the record, who read it, and whether there are two of it. */
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
