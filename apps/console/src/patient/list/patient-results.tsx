import { Button, Group, Stack, Text } from "@mantine/core";
import { type Ref, useCallback, useMemo } from "react";
import { usePermissions } from "../../session/use-practice.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { AnchorLink, ButtonLink } from "../../shell/text/links.tsx";
import { ListCount } from "../../table/list-count.tsx";
import { RecordTable } from "../../table/record-table.tsx";
import type { ListSearch } from "../../table/use-list-search.ts";
import type { TableHandle } from "../../table/use-row-focus.ts";
import { similarNotice } from "../patient-search.ts";
import { patientColumns } from "./patient-columns.tsx";
import {
  countFilters,
  defaultSort,
  type PatientFilters,
  type PatientSort,
  readPatientFilters,
} from "./patient-filters.ts";
import { usePatientList } from "./use-patient-list.ts";

type PatientResultsProps = {
  filters: PatientFilters;
  onChange: (filters: PatientFilters) => void;
  search: ListSearch;
  handle: Ref<TableHandle>;
};

const nouns = ["patient", "patients"] as const;

export function PatientResults({ filters, onChange, search, handle }: PatientResultsProps) {
  const { query, patients, isSimilar } = usePatientList(filters, search.searched);
  const usual = defaultSort(search.searched);
  const { sort = usual } = filters;
  const onSort = useCallback(
    (wanted: PatientSort) =>
      onChange(readPatientFilters({ ...filters, sort: wanted === usual ? undefined : wanted })),
    [filters, usual, onChange],
  );
  const columns = useMemo(() => patientColumns({ sort, usual, onSort }), [sort, usual, onSort]);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, isPlaceholderData, fetchNextPage } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  if (query.isError && !patients) {
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  const filterCount = countFilters(filters);
  const isNarrowed = search.searched !== "" || filterCount > 0;
  return (
    <Stack gap={4}>
      <Group justify="space-between" mih={28} wrap="nowrap">
        <ListCount
          count={isPlaceholderData ? undefined : patients?.length}
          hasMore={hasNextPage}
          nouns={nouns}
          notice={isSimilar ? similarNotice : undefined}
        />
        <ClearFilters
          count={filterCount}
          onClear={() => onChange(readPatientFilters({ sort: filters.sort }))}
        />
      </Group>
      <RecordTable
        label="Patients"
        columns={columns}
        rows={patients ?? none}
        rowKey={idOf}
        onEndReached={hasNextPage && !isFetchNextPageError ? more : undefined}
        isLoadingMore={isFetchingNextPage}
        isLoading={query.isPending}
        isStale={isPlaceholderData}
        scrollId="patients"
        question={JSON.stringify([filters, search.searched])}
        handle={handle}
        empty={
          isNarrowed ? <NobodyFound onClear={() => search.clear({ sort: filters.sort })} /> : <NobodyYet />
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
    </Stack>
  );
}

/** A stable array, as the table rebuilds its rows for another one. */
const none: never[] = [];
const idOf = ({ id }: { id: string }) => id;

function ClearFilters({ count, onClear }: { count: number; onClear: () => void }) {
  if (count === 0) return null;
  return (
    <Button variant="subtle" size="compact-sm" flex="none" onClick={onClear}>
      {count === 1 ? "Clear the filter" : `Clear ${count} filters`}
    </Button>
  );
}

function NobodyFound({ onClear }: { onClear: () => void }) {
  return (
    <Stack align="center" gap="xs">
      <Text>
        No patient matches. Every word must be part of a name, date of birth, address, email address, phone
        number or identifier.
      </Text>
      <Button variant="default" onClick={onClear}>
        Show all patients
      </Button>
    </Stack>
  );
}

function NobodyYet() {
  const may = usePermissions();
  return (
    <Stack align="center" gap="xs">
      <Text>There are no patients yet.</Text>
      {may("patient:create") ? <ButtonLink to="/patients/new">Add the first patient</ButtonLink> : null}
      {may("patient:create") && may("import:read") ? (
        <AnchorLink to="/imports" size="sm">
          Or import them from files
        </AnchorLink>
      ) : null}
    </Stack>
  );
}
