import { Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { api } from "../../api.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { Page } from "../../shell/page/page.tsx";
import { Permitted } from "../../shell/route/permitted.tsx";
import { nextPage } from "../../shell/section/next-page.ts";
import { ButtonLink } from "../../shell/text/links.tsx";
import { ListCount } from "../../table/list-count.tsx";
import { RecordTable } from "../../table/record-table.tsx";
import { removedDoctorColumns } from "./removed-doctor-columns.tsx";
import { useRestoreDoctor } from "./use-restore-doctor.ts";

export function RemovedDoctorsPage() {
  const toList = (
    <ButtonLink variant="default" to="/doctors">
      All doctors
    </ButtonLink>
  );
  return (
    <Permitted needs="doctor:remove">
      <Page title="Removed doctors" actions={toList}>
        <RemovedDoctors />
      </Page>
    </Permitted>
  );
}

const nouns = ["removed doctor", "removed doctors"] as const;

/** The latest first, each with a way back into the directory. */
function RemovedDoctors() {
  const query = useInfiniteQuery(api.doctor.removed.infiniteQueryOptions({ limit: 100 }, nextPage));
  const { data, error, isError, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const { restore, restoringId } = useRestoreDoctor();
  const columns = useMemo(() => removedDoctorColumns(restore, restoringId), [restore, restoringId]);
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const retry = () => void (query.isFetchNextPageError ? fetchNextPage() : refetch());
  const notice = isError ? <ErrorNotice error={error} onRetry={retry} /> : null;
  return (
    <Stack gap={4}>
      <ListCount count={isPending ? undefined : rows.length} hasMore={hasNextPage} nouns={nouns} />
      <RecordTable
        label="Removed doctors"
        columns={columns}
        rows={rows}
        rowKey={({ record }) => record.id}
        onEndReached={hasNextPage && !isError ? more : undefined}
        isLoading={isPending}
        isLoadingMore={isFetchingNextPage}
        empty={notice ?? "No doctor has been removed. Whoever is can be brought back from here."}
        end={rows.length > 0 ? notice : null}
        scrollId="removed-doctors"
      />
    </Stack>
  );
}
