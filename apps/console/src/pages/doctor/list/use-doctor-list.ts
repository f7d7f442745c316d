import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { nextPage } from "../../../kit/section/next-page.ts";
import { api } from "../../../session/client/api.ts";
import type { DoctorFilters } from "./doctor-filters.ts";

export const pageSize = 100;

/** Loads doctors page by page. Keeps the previous results until new ones arrive. */
export function useDoctorList({ sort = "name", gender, specialization }: DoctorFilters, searched: string) {
  const query = useInfiniteQuery(
    api.doctor.list.infiniteQueryOptions(
      { sort, gender, specialization, q: searched || undefined, limit: pageSize },
      {
        ...nextPage,
        placeholderData: keepPreviousData,
        trpc: { abortOnUnmount: true },
      },
    ),
  );
  const pages = query.data?.pages;
  const doctors = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages]);
  const retry = () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch());
  return { query, doctors, retry };
}
