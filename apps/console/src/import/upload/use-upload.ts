import type { UploadId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, queryClient } from "../../api.ts";
import { isActive, type Upload } from "./labels.ts";
import { pollMs } from "./poll-interval.ts";

/** An upload as it is now: asked for again while something is done with it, wherever the reader was meanwhile. */
export function useUpload(id: UploadId) {
  const looks = useRef(0);
  const query = useQuery(
    api.import.progress.queryOptions(
      { id },
      {
        staleTime: 0,
        refetchInterval: ({ state: { data } }) => (data && isActive(data) ? pollMs(looks.current) : false),
      },
    ),
  );
  const { dataUpdatedAt, data } = query;
  // It begins anew with each check or run.
  useEffect(() => {
    looks.current = data && isActive(data) && dataUpdatedAt > 0 ? looks.current + 1 : 0;
  }, [data, dataUpdatedAt]);
  useNewRecords(query.data?.state);
  return query;
}

/** What the console shows elsewhere is old when an import has ended. */
function useNewRecords(state: Upload["state"] | undefined) {
  const before = useRef(state);
  useEffect(() => {
    if (state === "done" && before.current !== "done") readAnew();
    before.current = state;
  }, [state]);
}

/** All but what this page itself shows. */
export function readAnew(): void {
  void queryClient.invalidateQueries(api.import.list.pathFilter());
  void queryClient.invalidateQueries(api.import.uploads.pathFilter());
  void queryClient.invalidateQueries(api.patient.pathFilter());
  void queryClient.invalidateQueries(api.doctor.pathFilter());
  void queryClient.invalidateQueries(api.assignment.pathFilter());
  void queryClient.invalidateQueries(api.statistics.pathFilter());
}
