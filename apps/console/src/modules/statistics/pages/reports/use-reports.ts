import { getRouteApi } from "@tanstack/react-router";
import type { ReportsSearch } from "./reports-search.ts";

const route = getRouteApi("/signed-in/reports");

export function useReports() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (wanted: ReportsSearch) =>
    void navigate({ search: wanted, replace: true, resetScroll: false });
  return { search, change };
}
