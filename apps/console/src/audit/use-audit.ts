import type { RouterInputs } from "@caretype/client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../api.ts";
import { instantsOf } from "../patient/access/access-period.ts";
import { nextPage } from "../shell/section/next-page.ts";
import type { AuditFilters } from "./audit-filters.ts";

type Asked = Extract<RouterInputs["audit"]["list"], object>;

const pageSize = 100;

/** What the API is asked for. Of an action or outcome that it does not know, it says so. */
function inputOf({ from, until, sort, action, outcome, ...ids }: AuditFilters) {
  return {
    ...ids,
    ...instantsOf({ from, until }),
    ...(sort && { sort }),
    // Of the address, where anything may stand: the server is who knows them all.
    ...(action && { action: action as NonNullable<Asked["action"]> }),
    ...(outcome && { outcome: outcome as NonNullable<Asked["outcome"]> }),
  };
}

/** The entries that are searched for, page by page. */
export function useAudit(filters: AuditFilters) {
  const query = useInfiniteQuery(
    api.audit.list.infiniteQueryOptions(
      { ...inputOf(filters), limit: pageSize },
      {
        ...nextPage,
        placeholderData: keepPreviousData,
        // Each reading is an entry of its own, and so asked for by the reader and by nothing else.
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 0,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        trpc: { abortOnUnmount: true },
      },
    ),
  );
  const pages = query.data?.pages;
  const entries = useMemo(() => pages?.flatMap(({ items }) => items), [pages]);
  return { query, entries };
}

/** The same, as the list of the REST API takes it. */
export function csvFilters({ accountId, subjectId, action, outcome, sort, ...period }: AuditFilters) {
  const ids = { account_id: accountId, subject_id: subjectId };
  return { ...ids, action, outcome, sort, ...instantsOf(period) };
}
