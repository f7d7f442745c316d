import type { PatientId, TimelineItem } from "@caretype/client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { nextPage } from "../../kit/section/next-page.ts";
import { api } from "../../session/client/api.ts";

const pageSize = 100;
/** Longer lists are read again only after changes, not by age, as each page is a call. */
const mostPagesReadAnew = 5;

type Asked = { state: { data: { pages: readonly unknown[] } | undefined; isInvalidated: boolean } };
const isShort = ({ state: { data } }: Asked) => (data?.pages.length ?? 0) <= mostPagesReadAnew;

export type TimelineFilters = {
  /** None: all. */
  kinds: readonly TimelineItem["kind"][];
  /** The instant before which the list begins. Later records load in front of them. */
  startBefore: string | undefined;
};

/** The records of a patient, newest first, page by page in both directions. */
export function useTimeline(patientId: PatientId, { kinds, startBefore }: TimelineFilters) {
  const query = useInfiniteQuery(
    api.chart.timeline.infiniteQueryOptions(
      {
        patientId,
        limit: pageSize,
        ...(kinds.length > 0 && { kinds: [...kinds] }),
        ...(startBefore && { startBefore }),
      },
      {
        ...nextPage,
        getPreviousPageParam: ({ previousCursor }) => previousCursor,
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
  // Where the list begins, behind the later records that are loaded.
  const startIndex = useMemo(() => {
    const index = startBefore ? items?.findIndex(({ at }) => isBefore(at, startBefore)) : 0;
    return index === -1 ? items?.length : index;
  }, [items, startBefore]);
  return { query, items, startIndex };
}

const isBefore = (one: string, other: string) => Date.parse(one) < Date.parse(other);
