import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { ErrorNotice } from "../notice/error-notice.tsx";

/**
 * What a `RecordTable` shows of a paged query. `notice` says why it failed: in place of a list without rows, and below
 * its rows otherwise.
 */
export function useTableQuery<Item>(query: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>, unknown>) {
  const { data, error, isError, isPlaceholderData, isFetchNextPageError, hasNextPage, fetchNextPage } = query;
  // A stable array, as the table rebuilds its rows for another one.
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const retry = isFetchNextPageError ? more : () => void query.refetch();
  const notice = isError ? <ErrorNotice error={error} onRetry={retry} /> : null;
  return {
    rows,
    notice,
    /** For `ListCount`. */
    counted: { count: data && !isPlaceholderData ? rows.length : undefined, hasMore: hasNextPage },
    table: {
      rows,
      onEndReached: hasNextPage && !isFetchNextPageError ? more : undefined,
      isLoading: query.isPending,
      isLoadingMore: query.isFetchingNextPage,
      isStale: isPlaceholderData,
      end: rows.length > 0 ? notice : null,
    },
  };
}
