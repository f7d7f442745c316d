import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../kit/navigation/lazy-page.ts";
import { signedInRoute } from "../../session/route/layout-routes.tsx";
import { readDashboardSearch } from "./dashboard-search.ts";

const dashboardRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  validateSearch: readDashboardSearch,
  component: lazyPage(() => import("./dashboard-page.tsx"), "DashboardPage"),
});

export const dashboardRoutes = [dashboardRoute] as const;
