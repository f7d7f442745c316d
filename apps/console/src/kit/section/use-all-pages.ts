import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";

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
