import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../shell/route/lazy-page.ts";
import { signedInRoute } from "../shell/route/signed-in-route.tsx";

const todayRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/today",
  component: lazyPage(() => import("./today/today-page.tsx"), "TodayPage"),
});

const waitlistRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/waitlist",
  component: lazyPage(() => import("./waitlist/waitlist-page.tsx"), "WaitlistPage"),
});

export const appointmentRoutes = [todayRoute, waitlistRoute] as const;
