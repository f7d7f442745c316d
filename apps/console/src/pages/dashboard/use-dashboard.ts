import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import type { DashboardSearch } from "./dashboard-search.ts";

const route = getRouteApi("/signed-in/");

export function useDashboard() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (wanted: DashboardSearch) => void navigate({ search: wanted, replace: true, resetScroll: false }),
    [navigate],
  );
  return { search, change };
}
