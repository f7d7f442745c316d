import { Stack } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type Ref, useRef } from "react";
import { Page } from "../../../../kit/page/page.tsx";
import { ListCount } from "../../../../kit/table/list-count.tsx";
import { RecordTable } from "../../../../kit/table/record-table.tsx";
import type { TableHandle } from "../../../../kit/table/use-row-focus.ts";
import { useTableQuery } from "../../../../kit/table/use-table-query.tsx";
import { api } from "../../../../session/client/api.ts";
import { ListSearchField, useListSearch } from "../../../../session/list/list-search.tsx";
import { permitted } from "../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../words/common/common.ts";
import { accountColumns } from "./account-columns.tsx";
import { StaffTabs } from "./staff-tabs.tsx";
import { texts as staffTexts } from "./texts.en.ts";

export const StaffAccountsPage = permitted("staff:accounts", Accounts);

function Accounts() {
  const search = useListSearch();
  const table = useRef<TableHandle>(null);
  return (
    <Page title={staffTexts.accounts.title}>
      <StaffTabs />
      <Stack gap="xs">
        <ListSearchField
          search={search}
          placeholder={staffTexts.accounts.searchHint}
          onLeave={() => table.current?.focusFirst()}
        />
        <Results searched={search.searched} handle={table} />
      </Stack>
    </Page>
  );
}

function Results({ searched, handle }: { searched: string; handle: Ref<TableHandle> }) {
  const query = useInfiniteQuery(
    api.staff.accounts.infiniteQueryOptions(
      { limit: 100, ...(searched && { q: searched }) },
      {
        placeholderData: keepPreviousData,
        trpc: { abortOnUnmount: true },
      },
    ),
  );
  const { table, counted, notice } = useTableQuery(query);
  if (notice && !query.data) return notice;
  return (
    <Stack gap={4}>
      <ListCount {...counted} counted={commonTexts.accountCount} />
      <RecordTable
        {...table}
        label={staffTexts.accounts.title}
        columns={accountColumns}
        rowKey={({ id }) => id}
        scrollId="staff-accounts"
        question={searched}
        handle={handle}
        empty={staffTexts.accounts.noMatch}
      />
    </Stack>
  );
}
