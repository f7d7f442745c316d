import type { UploadId } from "@caretype/client";
import { useDidUpdate } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, readAgain } from "../../../../../session/client/api.ts";
import { isActive } from "./labels.ts";
import { pollMs } from "./poll-interval.ts";

/** The current state of an upload. Polls while it is active. */
export function useUpload(id: UploadId) {
  const polls = useRef(0);
  const query = useQuery(
    api.import.progress.queryOptions(
      { id },
      {
        staleTime: 0,
        refetchInterval: ({ state: { data } }) => (data && isActive(data) ? pollMs(polls.current) : false),
      },
    ),
  );
  const { dataUpdatedAt, data } = query;
  // Reset the polling interval with each check or run.
  useEffect(() => {
    polls.current = data && isActive(data) && dataUpdatedAt > 0 ? polls.current + 1 : 0;
  }, [data, dataUpdatedAt]);
  // A finished import makes other pages stale.
  useDidUpdate(() => {
    if (data?.state === "done") invalidateImports();
  }, [data?.state]);
  return query;
}

/** Invalidates everything except this page's own query. */
export function invalidateImports(): void {
  void readAgain(
    api.import.list,
    api.import.uploads,
    api.patient,
    api.doctor,
    api.assignment,
    api.statistics,
  );
  void readAgain(api.chart, api.encounter, api.observation, api.condition, api.allergy);
}
