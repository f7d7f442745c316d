import { IconPlus, IconTrash } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useRef } from "react";
import { Page } from "../../../kit/page/page.tsx";
import type { TableHandle } from "../../../kit/table/use-row-focus.ts";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { useListSearch } from "../../../session/list/use-list-search.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { ButtonLink } from "../../../words/format/links.tsx";
import { DoctorFilterBar } from "./doctor-filter-bar.tsx";
import type { DoctorFilters } from "./doctor-filters.ts";
import { DoctorResults } from "./doctor-results.tsx";

const route = getRouteApi("/signed-in/doctors");

/** The directory of doctors, which all practices on the server share. */
export function DoctorsPage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const search = useListSearch();
  const table = useRef<TableHandle>(null);
  const setFilters = useCallback(
    (wanted: DoctorFilters) =>
      void navigate({ search: wanted, state: true, replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <Page title={commonTexts.doctors} actions={<Actions />}>
      <DoctorFilterBar
        filters={filters}
        onChange={setFilters}
        search={search}
        onLeave={() => table.current?.focusFirst()}
      />
      <DoctorResults filters={filters} onChange={setFilters} searched={search.searched} handle={table} />
    </Page>
  );
}

function Actions() {
  const may = usePermissions();
  return (
    <>
      {may("doctor:remove") ? (
        <>
          <ButtonLink variant="default" to="/doctors/removed" visibleFrom="sm">
            {commonTexts.removedDoctors}
          </ButtonLink>
          <ButtonLink
            variant="default"
            to="/doctors/removed"
            hiddenFrom="sm"
            px="xs"
            aria-label={commonTexts.removedDoctors}
          >
            <IconTrash size={16} aria-hidden />
          </ButtonLink>
        </>
      ) : null}
      {may("doctor:create") ? (
        <ButtonLink to="/doctors/new" leftSection={<IconPlus size={16} aria-hidden />}>
          {doctorTexts.add}
        </ButtonLink>
      ) : null}
    </>
  );
}
