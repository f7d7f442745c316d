import { IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useRef } from "react";
import { SavedViews } from "../../saved-view/saved-views.tsx";
import { usePermissions } from "../../session/use-practice.ts";
import { Page } from "../../shell/page/page.tsx";
import { ButtonLink } from "../../shell/text/links.tsx";
import { ListSearchField } from "../../table/list-search.tsx";
import { useListSearch } from "../../table/use-list-search.ts";
import type { TableHandle } from "../../table/use-row-focus.ts";
import { searchPlaceholder } from "../patient-search.ts";
import { FilterBar } from "./filter-bar.tsx";
import type { PatientFilters } from "./patient-filters.ts";
import { PatientResults } from "./patient-results.tsx";

const route = getRouteApi("/signed-in/patients");

/** The list of patients with search, filters and order. */
export function PatientsPage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const search = useListSearch();
  const table = useRef<TableHandle>(null);
  const setFilters = useCallback(
    (wanted: PatientFilters) =>
      void navigate({ search: wanted, state: true, replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <Page title="Patients" actions={<Actions />}>
      <SavedViews filters={filters} />
      <FilterBar
        filters={filters}
        onChange={setFilters}
        searched={search.searched}
        search={
          <ListSearchField
            search={search}
            placeholder={searchPlaceholder}
            onLeave={() => table.current?.focusFirst()}
          />
        }
      />
      <PatientResults filters={filters} onChange={setFilters} search={search} handle={table} />
    </Page>
  );
}

function Actions() {
  const may = usePermissions();
  return (
    <>
      {may("patient:remove") ? (
        <ButtonLink variant="default" to="/patients/removed" aria-label="Removed patients">
          Removed
        </ButtonLink>
      ) : null}
      {may("patient:create") ? (
        <ButtonLink to="/patients/new" leftSection={<IconPlus size={16} aria-hidden />}>
          Add a patient
        </ButtonLink>
      ) : null}
    </>
  );
}
