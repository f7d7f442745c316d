import type { Patient } from "@caretype/client";
import { Button, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type Ref, useCallback, useMemo, useState } from "react";
import { AssignDialog } from "../../assignment/assign-dialog.tsx";
import { usePermissions } from "../../session/use-practice.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { AnchorLink, ButtonLink } from "../../shell/text/links.tsx";
import { RecordTable } from "../../table/record-table.tsx";
import { SelectionProvider } from "../../table/selection.tsx";
import type { ListSearch } from "../../table/use-list-search.ts";
import type { TableHandle } from "../../table/use-row-focus.ts";
import { commonTexts } from "../../texts/common.ts";
import { patientListTexts } from "../../texts/patient-list.ts";
import type { ColumnName } from "./display.ts";
import { DoctorsProvider } from "./doctors-of.tsx";
import { ListLine } from "./list-line.tsx";
import { narrowColumns, patientColumns } from "./patient-columns.tsx";
import {
  countFilters,
  defaultSort,
  type PatientFilters,
  type PatientSort,
  readPatientFilters,
} from "./patient-filters.ts";
import { useListView } from "./use-list-view.ts";
import { usePatientList } from "./use-patient-list.ts";

type PatientResultsProps = {
  filters: PatientFilters;
  onChange: (filters: PatientFilters) => void;
  search: ListSearch;
  handle: Ref<TableHandle>;
};

export function PatientResults({ filters, onChange, search, handle }: PatientResultsProps) {
  const { query, pages, patients, isSimilar } = usePatientList(filters, search.searched);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, isPlaceholderData, fetchNextPage } = query;
  const view = useListView({ filters, searched: search.searched, pages, patients, hasMore: hasNextPage });
  const { display, doctors, selection, question } = view;
  const [assigned, setAssigned] = useState<{ patient: Patient; isOpen: boolean } | null>(null);
  const onAssign = useCallback((patient: Patient) => setAssigned({ patient, isOpen: true }), []);
  const { columns, isNarrow } = useColumns(view.names, {
    filters,
    searched: search.searched,
    onChange,
    onAssign,
  });
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  if (query.isError && !patients) {
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  const filterCount = countFilters(filters);
  const isNarrowed = search.searched !== "" || filterCount > 0;
  return (
    <Stack gap={4}>
      <ListLine
        {...view}
        isStale={isPlaceholderData || query.isPending}
        hasMore={hasNextPage}
        isSimilar={isSimilar}
        filterCount={filterCount}
        onClear={() => onChange(readPatientFilters({ sort: filters.sort }))}
      />
      <SelectionProvider value={selection}>
        <DoctorsProvider value={doctors}>
          <RecordTable
            label={commonTexts.patients}
            columns={columns}
            rows={view.patients}
            rowKey={idOf}
            onEndReached={hasNextPage && !isFetchNextPageError ? more : undefined}
            isLoadingMore={isFetchingNextPage}
            isLoading={query.isPending}
            isStale={isPlaceholderData}
            scrollId="patients"
            question={question}
            handle={handle}
            height={isNarrow ? "twoLines" : display.density}
            hasHeader={!isNarrow}
            empty={
              isNarrowed ? (
                <NobodyFound onClear={() => search.clear({ sort: filters.sort })} />
              ) : (
                <NobodyYet />
              )
            }
            end={
              patients && query.isError ? (
                <ErrorNotice
                  error={query.error}
                  onRetry={isFetchNextPageError ? more : () => void query.refetch()}
                />
              ) : null
            }
          />
        </DoctorsProvider>
      </SelectionProvider>
      {assigned ? (
        <AssignDialog
          patientId={assigned.patient.id}
          opened={assigned.isOpen}
          onClose={() => setAssigned({ ...assigned, isOpen: false })}
        />
      ) : null}
    </Stack>
  );
}

const idOf = ({ id }: { id: string }) => id;

type ColumnOptions = Pick<PatientResultsProps, "filters" | "onChange"> & {
  searched: string;
  onAssign: (patient: Patient) => void;
};

function useColumns(names: readonly ColumnName[], options: ColumnOptions) {
  const { filters, searched, onChange, onAssign } = options;
  const isNarrow = useMediaQuery("(max-width: 47.99em)", undefined, { getInitialValueInEffect: false });
  const usual = defaultSort(searched);
  const { sort = usual } = filters;
  const onSort = useCallback(
    (wanted: PatientSort) =>
      onChange(readPatientFilters({ ...filters, sort: wanted === usual ? undefined : wanted })),
    [filters, usual, onChange],
  );
  const columns = useMemo(
    () => (isNarrow ? narrowColumns : patientColumns(names, { sort, usual, onSort }, { onAssign })),
    [isNarrow, names, sort, usual, onSort, onAssign],
  );
  return { columns, isNarrow };
}

function NobodyFound({ onClear }: { onClear: () => void }) {
  return (
    <Stack align="center" gap="xs">
      <Text>{patientListTexts.noneMatch}</Text>
      <Button variant="default" onClick={onClear}>
        {patientListTexts.showAll}
      </Button>
    </Stack>
  );
}

function NobodyYet() {
  const may = usePermissions();
  return (
    <Stack align="center" gap="xs">
      <Text>{patientListTexts.noneYet}</Text>
      {may("patient:create") ? <ButtonLink to="/patients/new">{patientListTexts.addFirst}</ButtonLink> : null}
      {may("patient:create") && may("import:read") ? (
        <AnchorLink to="/imports" size="sm">
          {patientListTexts.orImport}
        </AnchorLink>
      ) : null}
    </Stack>
  );
}
