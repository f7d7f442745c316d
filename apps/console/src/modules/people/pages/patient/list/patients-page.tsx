import type { Patient } from "@caretype/client";
import { Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { type Ref, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "../../../../../kit/behavior/store.ts";
import { lazyPanel, lazyPart } from "../../../../../kit/connection/load-code.ts";
import { Page } from "../../../../../kit/page/page.tsx";
import { DotsButton } from "../../../../../kit/section/icon-button.tsx";
import { LoadOnClick } from "../../../../../kit/section/load-on-click.tsx";
import { RecordTable } from "../../../../../kit/table/record-table.tsx";
import { SelectionProvider } from "../../../../../kit/table/selection.tsx";
import { useIsNarrow } from "../../../../../kit/table/use-is-narrow.ts";
import type { TableHandle } from "../../../../../kit/table/use-row-focus.ts";
import { useTableQuery } from "../../../../../kit/table/use-table-query.tsx";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { type ListSearch, ListSearchField, useListSearch } from "../../../../../session/list/list-search.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { AnchorLink, ButtonLink } from "../../../../../words/format/links.tsx";
import { useOwnDoctor } from "../../../records/patient/my-patients.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { isExporting } from "../export/export-state.ts";
import { SavedViews } from "../saved-view/saved-views.tsx";
import type { ColumnName } from "./display.ts";
import { ListLine } from "./list-line.tsx";
import { noteList } from "./list-place.ts";
import { narrowColumns, narrowSelectColumns, patientColumns } from "./patient-columns.tsx";
import { PatientFilterBar } from "./patient-filter-bar.tsx";
import {
  countFilters,
  defaultSort,
  type PatientFilters,
  type PatientSort,
  readPatientFilters,
} from "./patient-filters.ts";
import { texts as patientListTexts } from "./texts.en.ts";
import { useListView } from "./use-list-view.ts";
import { BesideContext } from "./use-of-patients.ts";
import { usePatientList } from "./use-patient-list.ts";

const AssignDoctor = lazyPart(() => import("../../../records/assignment/assign-doctor.tsx"), "AssignDoctor");
const ExportList = lazyPart(() => import("../export/export-list.tsx"), "ExportList");

const ListMenu = lazyPanel(() => import("./list-menu.tsx"), "ListMenu");

const route = getRouteApi("/signed-in/patients");

export function PatientsPage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const search = useListSearch();
  const { searched, kept } = search;
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
    // While another page loads, the search is already that page's.
    if (location.pathname === "/patients") noteList({ filters, searched, kept });
  }, [filters, searched, kept]);
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

type PatientResultsProps = {
  filters: PatientFilters;
  onChange: (filters: PatientFilters) => void;
  search: ListSearch;
  handle: Ref<TableHandle>;
  isSelecting: boolean;
  onSelected: () => void;
};

function PatientResults(props: PatientResultsProps) {
  const { filters, onChange, search, handle } = props;
  const { query, pages, isSimilar } = usePatientList(filters, search.searched);
  const { rows: patients, table, counted, notice } = useTableQuery(query);
  const { hasMore } = counted;
  const view = useListView({ filters, searched: search.searched, pages, patients, hasMore });
  const { display, beside, selection, question } = view;
  const [assigned, setAssigned] = useState<{ patient: Patient; isOpen: boolean } | null>(null);
  const onAssign = useCallback((patient: Patient) => setAssigned({ patient, isOpen: true }), []);
  const isSelecting = props.isSelecting || selection.ids.size > 0;
  const { columns, isNarrow } = useColumns(view.names, {
    isSelecting,
    filters,
    searched: search.searched,
    onChange,
    onAssign,
  });
  const isSelectingNarrow = isNarrow === true && isSelecting;
  if (notice && !query.data) return notice;
  const filterCount = countFilters(filters);
  const isNarrowed = search.searched !== "" || filterCount > 0;
  return (
    <Stack gap={4} style={isSelectingNarrow ? besideBar : undefined}>
      <ListLine
        {...view}
        counted={counted}
        isSimilar={isSimilar}
        isSelectingNarrow={isSelectingNarrow}
        onSelected={props.onSelected}
        filters={filters}
        filterCount={filterCount}
        onClear={() => onChange(readPatientFilters({ sort: filters.sort }))}
      />
      <SelectionProvider value={selection}>
        <BesideContext value={beside}>
          <RecordTable
            {...table}
            label={commonTexts.patients}
            columns={columns}
            rowKey={idOf}
            scrollId="patients"
            question={question}
            handle={handle}
            height={isNarrow ? "twoLines" : display.density}
            hasHeader={!isNarrow || isSelectingNarrow}
            empty={<Nobody onClear={isNarrowed ? () => search.clear({ sort: filters.sort }) : null} />}
          />
        </BesideContext>
      </SelectionProvider>
      {assigned ? (
        <AssignDoctor
          key={assigned.patient.id}
          patientId={assigned.patient.id}
          opened={assigned.isOpen}
          onClose={() => setAssigned({ ...assigned, isOpen: false })}
        />
      ) : null}
    </Stack>
  );
}

/** Leaves room for the bar below the list. */
const besideBar = { "--beside-list": "345px", "--least-list": "200px" };

const idOf = ({ id }: { id: string }) => id;

type ColumnOptions = Pick<PatientResultsProps, "filters" | "onChange"> & {
  searched: string;
  isSelecting: boolean;
  onAssign: (patient: Patient) => void;
};

function useColumns(names: readonly ColumnName[], options: ColumnOptions) {
  const { filters, searched, isSelecting, onChange, onAssign } = options;
  const isNarrow = useIsNarrow();
  const usual = defaultSort(searched);
  const { sort = usual } = filters;
  const onSort = useCallback(
    (wanted: PatientSort) =>
      onChange(readPatientFilters({ ...filters, sort: wanted === usual ? undefined : wanted })),
    [filters, usual, onChange],
  );
  const columns = useMemo(
    () =>
      isNarrow
        ? isSelecting
          ? narrowSelectColumns
          : narrowColumns
        : patientColumns(names, { sort, usual, onSort }, { onAssign }),
    [isNarrow, isSelecting, names, sort, usual, onSort, onAssign],
  );
  return { columns, isNarrow };
}

/** `onClear` is null without filters. */
function Nobody({ onClear }: { onClear: (() => void) | null }) {
  const may = usePermissions();
  return (
    <Stack align="center" gap="xs">
      <Text>{onClear ? patientListTexts.noneMatch : patientListTexts.noneYet}</Text>
      {onClear ? (
        <PlainButton label={patientListTexts.showAll} onClick={onClear} />
      ) : may("patient:create") ? (
        <>
          <ButtonLink to="/patients/new">{patientListTexts.addFirst}</ButtonLink>
          {may("import:read") ? (
            <AnchorLink to="/imports" size="sm">
              {patientListTexts.orImport}
            </AnchorLink>
          ) : null}
        </>
      ) : null}
    </Stack>
  );
}
