import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../../../kit/navigation/lazy-page.ts";
import { signedInRoute } from "../../../../session/route/layout-routes.tsx";
import { readReportsSearch } from "./reports-search.ts";

const reportsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/reports",
  validateSearch: readReportsSearch,
  component: lazyPage(() => import("./reports-page.tsx"), "ReportsPage"),
});

export const reportsRoutes = [reportsRoute] as const;
