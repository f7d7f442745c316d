import type { PatientId, TimelineItem } from "@caretype/client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../api.ts";
import { nextPage } from "../shell/section/next-page.ts";

const pageSize = 100;
/** Longer lists are read again only after changes, not by age, as each page is a call. */
const mostPagesReadAnew = 5;

type Asked = { state: { data: { pages: readonly unknown[] } | undefined; isInvalidated: boolean } };
const isShort = ({ state: { data } }: Asked) => (data?.pages.length ?? 0) <= mostPagesReadAnew;

export type TimelineFilters = {
  /** None: all. */
  kinds: readonly TimelineItem["kind"][];
  /** The instant before which records are wanted. */
  to: string | undefined;
};

/** The records of a patient, newest first, page by page. */
export function useTimeline(patientId: PatientId, { kinds, to }: TimelineFilters) {
  const query = useInfiniteQuery(
    api.chart.timeline.infiniteQueryOptions(
      { patientId, limit: pageSize, ...(kinds.length > 0 && { kinds: [...kinds] }), ...(to && { to }) },
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
  const items = useMemo(() => pages?.flatMap((page) => page.items), [pages]);
  return { query, items };
}
