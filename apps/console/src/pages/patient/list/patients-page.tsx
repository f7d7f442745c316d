import { IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { useStore } from "../../../kit/behavior/store.ts";
import { lazyPanel, lazyPart } from "../../../kit/connection/load-code.ts";
import { Page } from "../../../kit/page/page.tsx";
import { DotsButton } from "../../../kit/section/dots-button.tsx";
import { LoadOnClick } from "../../../kit/section/load-on-click.tsx";
import type { TableHandle } from "../../../kit/table/use-row-focus.ts";
import { useOwnDoctor } from "../../../records/patient/my-patients.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { ListSearchField, useListSearch } from "../../../session/list/list-search.tsx";
import { commonTexts } from "../../../words/common/common.ts";
import { ButtonLink } from "../../../words/format/links.tsx";
import { isExporting } from "../export/export-state.ts";
import { SavedViews } from "../saved-view/saved-views.tsx";
import { noteList } from "./list-place.ts";
import { PatientFilterBar } from "./patient-filter-bar.tsx";
import type { PatientFilters } from "./patient-filters.ts";
import { PatientResults } from "./patient-results.tsx";

const ExportList = lazyPart(() => import("../export/export-list.tsx"), "ExportList");

const ListMenu = lazyPanel(() => import("./list-menu.tsx"), "ListMenu");

const route = getRouteApi("/signed-in/patients");

export function PatientsPage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const search = useListSearch();
  const table = useRef<TableHandle>(null);
  const ownDoctor = useOwnDoctor();
  const [isSelecting, setSelecting] = useState(false);
  const isExportOpen = useStore(isExporting);
  useEffect(() => () => isExporting.set(false), []);
  const setFilters = useCallback(
    (wanted: PatientFilters) =>
      void navigate({ search: wanted, state: true, replace: true, resetScroll: false }),
    [navigate],
  );
  useEffect(() => {
    // While another page loads, the search is that page's already.
    if (location.pathname === "/patients") noteList(filters, search.searched);
  }, [filters, search.searched]);
  const isOwn = ownDoctor !== null && filters.doctorId === ownDoctor;
  return (
    <Page
      title={commonTexts.patients}
      heading={isOwn ? patientTexts.mine : commonTexts.patients}
      actions={<Actions onExport={() => isExporting.set(true)} onSelect={() => setSelecting(true)} />}
    >
      <SavedViews filters={filters} />
      <PatientFilterBar
        filters={filters}
        onChange={setFilters}
        searched={search.searched}
        ownDoctor={ownDoctor}
        search={
          <ListSearchField
            search={search}
            placeholder={patientTexts.searchPlaceholder}
            onLeave={() => table.current?.focusFirst()}
          />
        }
      />
      <PatientResults
        filters={filters}
        onChange={setFilters}
        search={search}
        handle={table}
        isSelecting={isSelecting}
        onSelected={() => setSelecting(false)}
      />
      {isExportOpen ? (
        <ExportList filters={filters} searched={search.searched} onClose={() => isExporting.set(false)} />
      ) : null}
    </Page>
  );
}

function Actions(menu: { onExport: () => void; onSelect: () => void }) {
  const may = usePermissions();
  return (
    <>
      {may("patient:create") ? (
        <ButtonLink to="/patients/new" leftSection={<IconPlus size={16} aria-hidden />}>
          {patientTexts.add}
        </ButtonLink>
      ) : null}
      <LoadOnClick button={(open) => <DotsButton onClick={open} />}>
        <ListMenu {...menu} />
      </LoadOnClick>
    </>
  );
}
