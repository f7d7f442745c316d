import type { RouterInputs } from "@caretype/client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { nextPage } from "../../kit/section/next-page.ts";
import { api } from "../../session/client/api.ts";
import { instantsOf } from "./access-period.ts";
import { type AuditFilters, kindOf } from "./audit-filters.ts";
import { useRecordNames } from "./use-record-names.ts";

type Asked = Extract<RouterInputs["audit"]["list"], object>;

const pageSize = 100;

/** The input of the call. The API rejects unknown actions and outcomes. */
function inputOf(filters: AuditFilters) {
  const { from, until, sort, action, outcome, technical: _technical, ...ids } = filters;
  const kind = kindOf(filters);
  return {
    ...ids,
    ...(kind && { kind }),
    ...instantsOf({ from, until }),
    ...(sort && { sort }),
    // From the address, so any text. The server validates it.
    ...(action && { action: action as NonNullable<Asked["action"]> }),
    ...(outcome && { outcome: outcome as NonNullable<Asked["outcome"]> }),
  };
}

/** Loads the entries that match the filters, page by page. */
export function useAudit(filters: AuditFilters) {
  const query = useInfiniteQuery(
    api.audit.list.infiniteQueryOptions(
      { ...inputOf(filters), limit: pageSize },
      {
        ...nextPage,
        placeholderData: keepPreviousData,
        // Each read is an audit entry, so only the reader triggers it.
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
  return { query, pages, entries, names: useRecordNames(pages) };
}

/** The filters as parameters of the REST API. */
export function csvFilters(filters: AuditFilters) {
  const { accountId, subjectId, action, outcome, sort, from, until } = filters;
  const ids = { account_id: accountId, subject_id: subjectId };
  return { ...ids, action, outcome, sort, kind: kindOf(filters), ...instantsOf({ from, until }) };
}
