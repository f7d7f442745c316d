import { createRoute, redirect } from "@tanstack/react-router";
import { startPage } from "../../kit/settings/start-page.ts";
import { pageAt, signedInRoute } from "../../session/route/layout-routes.tsx";

const startRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: startPage(), replace: true });
  },
});

export const todayRoutes = [
  startRoute,
  pageAt("/today", () => import("./today-page.tsx"), "TodayPage"),
] as const;
