import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../../api.ts";
import { nextPage } from "../../shell/section/next-page.ts";
import type { PatientFilters } from "./patient-filters.ts";

const pageSize = 100;
/** A long list is read anew when something in it was changed here, and not for its age alone: each page is a call. */
const mostPagesReadAnew = 5;

type Asked = { state: { data: { pages: readonly unknown[] } | undefined } };
const isShort = ({ state: { data } }: Asked) => (data?.pages.length ?? 0) <= mostPagesReadAnew;

/** The patients that are searched for, page by page. What was found before stays in view until the next answer. */
export function usePatientList({ sort = "newest", ...filters }: PatientFilters, searched: string) {
  const query = useInfiniteQuery(
    api.patient.list.infiniteQueryOptions(
      { ...filters, sort, limit: pageSize, ...(searched && { q: searched }) },
      {
        ...nextPage,
        placeholderData: keepPreviousData,
        refetchOnMount: (asked) => asked.state.isInvalidated || isShort(asked),
        refetchOnWindowFocus: isShort,
        refetchOnReconnect: isShort,
        trpc: { abortOnUnmount: true },
      },
    ),
  );
  const pages = query.data?.pages;
  const patients = useMemo(() => pages?.flatMap(({ items }) => items), [pages]);
  return { query, patients };
}
