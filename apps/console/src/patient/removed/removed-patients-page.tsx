import { Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../../api.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { Page } from "../../shell/page/page.tsx";
import { Permitted } from "../../shell/route/permitted.tsx";
import { nextPage } from "../../shell/section/next-page.ts";
import { AnchorLink } from "../../shell/text/links.tsx";
import { ListCount } from "../../table/list-count.tsx";
import { RecordTable } from "../../table/record-table.tsx";
import { removedColumns } from "./removed-columns.tsx";
import { RestorationRefused } from "./restoration-refused.tsx";
import { useRestorePatient } from "./use-restore-patient.ts";

const pageSize = 100;
const nouns = ["removed patient", "removed patients"] as const;

export const RemovedPatientsPage = () => (
  <Permitted needs="patient:remove">
    <RemovedPatients />
  </Permitted>
);

/** Who was removed from the practice, the latest first, and can come back. */
function RemovedPatients() {
  const query = useInfiniteQuery(
    api.patient.removed.infiniteQueryOptions(
      { limit: pageSize },
      { ...nextPage, trpc: { abortOnUnmount: true } },
    ),
  );
  const pages = query.data?.pages;
  const removed = useMemo(() => pages?.flatMap(({ items }) => items), [pages]);
  const { restore, refused, close } = useRestorePatient();
  const columns = useMemo(() => removedColumns(restore), [restore]);
  return (
    <Page title="Removed patients">
      <AnchorLink to="/patients" size="sm">
        All patients
      </AnchorLink>
      {query.isError ? <ErrorNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      <Stack gap={4}>
        <ListCount count={removed?.length} hasMore={query.hasNextPage} nouns={nouns} />
        <RecordTable
          label="Removed patients"
          columns={columns}
          rows={removed ?? none}
          rowKey={({ record }) => record.id}
          onEndReached={query.hasNextPage && !query.isError ? () => void query.fetchNextPage() : undefined}
          isLoadingMore={query.isFetchingNextPage}
          isLoading={query.isPending}
          scrollId="removed-patients"
          empty={
            <Text>
              Nobody was removed. Who is removed can be brought back from here, with all that was theirs.
            </Text>
          }
        />
      </Stack>
      {refused ? <RestorationRefused {...refused} onClose={close} /> : null}
    </Page>
  );
}

const none: never[] = [];
