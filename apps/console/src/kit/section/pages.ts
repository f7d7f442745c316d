import { keepPreviousData, type UseInfiniteQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";

/** For lists whose reading is audited: only the user triggers a fetch. */
export const auditedPages = {
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
  refetchOnWindowFocus: false,
};

/** Longer lists are refetched only after changes, not by age, as each page is a call. */
const maxPagesReloaded = 5;

type Asked = { state: { data: { pages: readonly unknown[] } | undefined; isInvalidated: boolean } };
const isShort = ({ state: { data } }: Asked) => (data?.pages.length ?? 0) <= maxPagesReloaded;

/** For a long list. Keeps the previous query's rows until new ones arrive. */
export const longList = {
  placeholderData: keepPreviousData,
  refetchOnMount: (asked: Asked) => asked.state.isInvalidated || isShort(asked),
  refetchOnWindowFocus: isShort,
  refetchOnReconnect: isShort,
  trpc: { abortOnUnmount: true },
};

type Pages = Pick<
  UseInfiniteQueryResult<unknown, unknown>,
  "hasNextPage" | "isFetching" | "isError" | "fetchNextPage"
>;

/** Reads all pages of a list in sequence. Stops at an error. */
export function useAllPages({ hasNextPage, isFetching, isError, fetchNextPage }: Pages): void {
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
}

export async function readAll<Item>(pages: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of pages) items.push(item);
  return items;
}
