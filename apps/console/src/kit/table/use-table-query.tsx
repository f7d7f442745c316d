import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { ErrorNotice } from "../notice/error-notice.tsx";

/**
 * Props of a `RecordTable` for a paged query. `notice` shows its error: in place of an empty list, otherwise below
 * its rows.
 */
export function useTableQuery<Item>(query: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>, unknown>) {
  const { data, error, isError, isPlaceholderData, isFetchNextPageError, hasNextPage, fetchNextPage } = query;
  // Stable, as the table renders again for a new array.
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
