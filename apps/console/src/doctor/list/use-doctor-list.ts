import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../../api.ts";
import { nextPage } from "../../shell/section/next-page.ts";
import type { DoctorFilters } from "./doctor-filters.ts";

export const pageSize = 100;

/** The doctors that are searched for, page by page. What was found before stays in view until the next answer. */
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
