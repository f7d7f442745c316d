import { Stack } from "@mantine/core";
import { type Ref, useCallback, useMemo } from "react";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { ListCount } from "../../../kit/table/list-count.tsx";
import { RecordTable } from "../../../kit/table/record-table.tsx";
import { useIsNarrow } from "../../../kit/table/use-is-narrow.ts";
import type { TableHandle } from "../../../kit/table/use-row-focus.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { doctorColumns, narrowDoctorColumns } from "./doctor-columns.tsx";
import type { DoctorFilters } from "./doctor-filters.ts";
import { NoDoctors } from "./no-doctors.tsx";
import { useDoctorList } from "./use-doctor-list.ts";
import { useWorkload } from "./use-workload.ts";

type DoctorResultsProps = {
  filters: DoctorFilters;
  onChange: (filters: DoctorFilters) => void;
  searched: string;
  handle: Ref<TableHandle>;
};

/** The table of found doctors, in all its states. */
export function DoctorResults({ filters, onChange, searched, handle }: DoctorResultsProps) {
  const { query, doctors, retry } = useDoctorList(filters, searched);
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isPlaceholderData, isError, isPending } = query;
  const { patients, most } = useWorkload(doctors);
  const isByName = (filters.sort ?? "name") === "name";
  const isNarrow = useIsNarrow() === true;
  const columns = useMemo(() => {
    if (isNarrow) return narrowDoctorColumns;
    const sortByName = () => onChange({ ...filters, sort: isByName ? "newest" : undefined });
    return doctorColumns({ patients, most }, { isByName, sortByName });
  }, [isNarrow, patients, most, isByName, filters, onChange]);
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const notice = isError ? <ErrorNotice error={query.error} onRetry={retry} /> : null;
  const isFiltered = searched !== "" || Boolean(filters.gender || filters.specialization);
  return (
    <Stack gap={4}>
      <ListCount
        count={isPending || isPlaceholderData ? undefined : doctors.length}
        hasMore={hasNextPage}
        counted={commonTexts.doctorCount}
      />
      <RecordTable
        label={commonTexts.doctors}
        columns={columns}
        rows={doctors}
        rowKey={({ id }) => id}
        onEndReached={hasNextPage && !isError ? more : undefined}
        isLoading={isPending}
        isLoadingMore={isFetchingNextPage}
        isStale={isPlaceholderData}
        empty={notice ?? <NoDoctors isFiltered={isFiltered} />}
        end={doctors.length > 0 ? notice : null}
        scrollId="doctors"
        question={JSON.stringify([filters, searched])}
        handle={handle}
        height={isNarrow ? "twoLines" : "comfortable"}
        hasHeader={!isNarrow}
      />
    </Stack>
  );
}
