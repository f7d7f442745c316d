import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../shell/connection/load-code.ts";
import { signedInRoute } from "../shell/route/signed-in-route.tsx";

const todayRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/today",
  component: lazyPage(() => import("./today/today-page.tsx"), "TodayPage"),
});

export const appointmentRoutes = [todayRoute] as const;
