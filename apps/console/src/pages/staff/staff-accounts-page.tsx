import { Stack } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type Ref, useCallback, useMemo, useRef } from "react";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { Page } from "../../kit/page/page.tsx";
import { nextPage } from "../../kit/section/next-page.ts";
import { ListCount } from "../../kit/table/list-count.tsx";
import { RecordTable } from "../../kit/table/record-table.tsx";
import type { TableHandle } from "../../kit/table/use-row-focus.ts";
import { api } from "../../session/client/api.ts";
import { ListSearchField, useListSearch } from "../../session/list/list-search.tsx";
import { Permitted } from "../../session/route/permitted.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { accountColumns } from "./account-columns.tsx";
import { StaffTabs } from "./staff-tabs.tsx";
import { texts as staffTexts } from "./texts.en.ts";

export function StaffAccountsPage() {
  return (
    <Permitted needs="staff:accounts">
      <Page title={staffTexts.accounts.title}>
        <StaffTabs />
        <Accounts />
      </Page>
    </Permitted>
  );
}

function Accounts() {
  const search = useListSearch();
  const table = useRef<TableHandle>(null);
  return (
    <Stack gap="xs">
      <ListSearchField
        search={search}
        placeholder={staffTexts.accounts.searchHint}
        onLeave={() => table.current?.focusFirst()}
      />
      <Results searched={search.searched} handle={table} />
    </Stack>
  );
}

const none: never[] = [];

function Results({ searched, handle }: { searched: string; handle: Ref<TableHandle> }) {
  const query = useInfiniteQuery(
    api.staff.accounts.infiniteQueryOptions(
      { limit: 100, ...(searched && { q: searched }) },
      {
        ...nextPage,
        placeholderData: keepPreviousData,
        trpc: { abortOnUnmount: true },
      },
    ),
  );
  const { data, error, isError, isPlaceholderData, hasNextPage, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const retry = query.isFetchNextPageError ? more : () => void query.refetch();
  const notice = isError ? <ErrorNotice error={error} onRetry={retry} /> : null;
  if (notice && !rows) return notice;
  return (
    <Stack gap={4}>
      <ListCount
        count={isPlaceholderData ? undefined : rows?.length}
        hasMore={hasNextPage}
        counted={commonTexts.accountCount}
      />
      <RecordTable
        label={staffTexts.accounts.title}
        columns={accountColumns}
        rows={rows ?? none}
        rowKey={({ id }) => id}
        onEndReached={hasNextPage && !notice ? more : undefined}
        isLoading={query.isPending}
        isLoadingMore={query.isFetchingNextPage}
        isStale={isPlaceholderData}
        scrollId="staff-accounts"
        question={searched}
        handle={handle}
        empty={staffTexts.accounts.noMatch}
        end={notice}
      />
    </Stack>
  );
}
