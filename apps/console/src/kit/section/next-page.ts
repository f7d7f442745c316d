import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";

export const nextPage = {
  getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor,
};

type Pages = Pick<
  UseInfiniteQueryResult<unknown, unknown>,
  "hasNextPage" | "isFetching" | "isError" | "fetchNextPage"
>;

/** Reads all pages of a list, one after the other. An error ends it. */
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
