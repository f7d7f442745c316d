import { IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { Suspense, useCallback, useEffect, useRef, useState } from "react";
import { SavedViews } from "../../saved-view/saved-views.tsx";
import { usePermissions } from "../../session/use-practice.ts";
import { useStore } from "../../shell/behavior/store.ts";
import { lazyPart } from "../../shell/connection/load-code.ts";
import { Page } from "../../shell/page/page.tsx";
import { DotsButton } from "../../shell/section/dots-button.tsx";
import { LoadOnClick } from "../../shell/section/load-on-click.tsx";
import { ButtonLink } from "../../shell/text/links.tsx";
import { ListSearchField } from "../../table/list-search.tsx";
import { useListSearch } from "../../table/use-list-search.ts";
import type { TableHandle } from "../../table/use-row-focus.ts";
import { commonTexts } from "../../texts/common.ts";
import { patientTexts } from "../../texts/patient.ts";
import { isExporting } from "../export/export-state.ts";
import { useOwnDoctor } from "../my-patients.ts";
import { noteList } from "./list-place.ts";
import { PatientFilterBar } from "./patient-filter-bar.tsx";
import type { PatientFilters } from "./patient-filters.ts";
import { PatientResults } from "./patient-results.tsx";

const ExportList = lazyPart(() => import("../export/export-list.tsx"), "ExportList");

const ListMenu = lazyPart(() => import("./list-menu.tsx"), "ListMenu");

const route = getRouteApi("/signed-in/patients");

/** The list of patients with search, filters and order. */
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
        <Suspense>
          <ExportList filters={filters} searched={search.searched} onClose={() => isExporting.set(false)} />
        </Suspense>
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
