import type { RouterOutputs } from "@caretype/client";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, queryClient } from "../../../../session/client/api.ts";
import { lastActivity } from "../../../../session/client/last-activity.ts";
import { isSignInRequested } from "../../../../session/client/sign-in-request.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";

export type Overview = RouterOutputs["statistics"]["overview"];

const refreshMs = 60_000;
/** An unused page is not refreshed, as each refresh is audited. */
const unusedMs = 5 * 60_000;

/** Refetched on each visit. On return to the window, only if older than a minute. */
export const freshForAMinute = { staleTime: refreshMs, refetchOnMount: "always" } as const;

const isWatched = () =>
  document.visibilityState === "visible" && !isSignInRequested() && Date.now() - lastActivity() < unusedMs;

/**
 * Open tasks and the practice's numbers. Refetched every minute while in use: one call, and one audit entry.
 * Refetches the charts only if they changed.
 */
export function useOverview() {
  const { timeZone } = usePracticeTime();
  const mayCount = usePermissions()("statistics:read");
  const query = useQuery(
    api.statistics.overview.queryOptions(mayCount ? { timeZone } : skipToken, freshForAMinute),
  );
  const { data, refetch } = query;
  useEffect(() => {
    if (!mayCount) return;
    const timer = setInterval(() => {
      if (isWatched()) void refetch();
    }, refreshMs);
    return () => clearInterval(timer);
  }, [refetch, mayCount]);
  const shown = useRef(data);
  useEffect(() => {
    const before = shown.current;
    shown.current = data;
    if (before !== undefined && before !== data) void refetchCharts();
  }, [data]);
  return query;
}

const chartKeys = [
  api.statistics.patientGrowth.pathKey(),
  api.statistics.patientGroups.pathKey(),
  api.statistics.doctorLoad.pathKey(),
  api.statistics.appointments.pathKey(),
  api.statistics.today.pathKey(),
];

/** Does not repeat pending calls, such as those of a visit. */
const refetchCharts = () =>
  Promise.all(
    chartKeys.map((queryKey) => queryClient.invalidateQueries({ queryKey }, { cancelRefetch: false })),
  );
